"""Calling: nobody answers, once to three times; a wrong number; spoken. And the job that brings people into the line."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import translation

from gehoor.callbacks import asking, bringing, change_link, lining, trying
from gehoor.callbacks.jobs import bring_call_backs
from gehoor.callbacks.models import CallBack
from gehoor.conversations import status
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.core.models import Event
from gehoor.lines import routing
from gehoor.lines.models import Turn
from gehoor.postroom import wording
from gehoor.postroom.models import Delivery
from gehoor.promises import promising
from gehoor.promises.models import Attempt, Promise
from tests.plugins.site import wait_until

pytestmark = pytest.mark.django_db


def test_at_their_turn(asked, morning):
    call_back = asked()
    turn = Turn.objects.get()

    assert turn.keeps_place and turn.channel == "phone" and turn.conversation == call_back.promise.conversation
    assert call_back.promise.due_at == morning.on("2026-11-24T17:00"), "today before we close"
    assert lining.standing(call_back).position == 1


def test_not_at_their_turn_where_we_are_closed(asked, morning):
    for moment in ("2026-11-24T16:45", "2026-11-24T20:00", "2026-11-22T11:00"):
        morning.is_at(moment)
        assert lining.now() is None
        with pytest.raises(asking.NotNow):
            asked()
    assert f"{lining.opens_next():%a %H:%M}" == "Mon 08:30"


def test_a_moment_comes_into_the_line_at_its_time_and_in_front(asked, morning):
    waiting, promised = asked(), asked("2026-11-24T14:00")
    bringing.bring_due()
    assert Turn.objects.count() == 1

    morning.is_at("2026-11-24T14:00")
    assert (bringing.bring_due(), bringing.bring_due()) == (1, 0)
    assert list(Turn.objects.in_line()) == [lining.turn_of(promised), lining.turn_of(waiting)]


def test_moved_while_somebody_has_it_it_waits_for_its_new_moment(asked, taken, cast, morning):
    """An employee reads the story, and meanwhile the person chooses tomorrow."""
    call_back = taken(asked())
    asking.move(call_back, morning.on("2026-11-25T10:00"))
    assert not Turn.objects.current().exists(), "nobody else is to call today, and whoever had it is free for the next"

    morning.is_at("2026-11-25T10:00")
    assert bringing.bring_due() == 1
    assert Turn.objects.in_line().get() == lining.turn_of(call_back)


def test_withdrawn_while_somebody_has_it_they_are_free_for_the_next(asked, taken, cast):
    asking.withdraw(taken(asked()))
    assert not Turn.objects.current().exists()

    promising.withdraw(taken(asked()).promise_id, by=cast.owner, reason="Niet meer nodig.")
    assert bringing.let_go() == 1 and not Turn.objects.current().exists()


def test_a_turn_that_ended_with_another_request_comes_back(asked, morning):
    """Both in one conversation, which has one turn to call."""
    call_back = asked()
    other = asking.in_conversation(call_back.promise.conversation, "+31612345678", begins=morning.on("2026-11-24T14:00"))
    asking.withdraw(other)

    bring_call_backs(timestamp=0)
    assert lining.turn_of(call_back).state == Turn.State.WAITING
    bring_call_backs(timestamp=0)
    assert Turn.objects.current().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_person_moves_it_while_an_employee_is_at_it(asked, morning):
    """Neither waits for the other for ever: the conversation is held first, by both."""
    call_back = asked()

    def moves():
        try:
            asking.move(call_back, morning.on("2026-11-25T10:00"))
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            lining.hold(call_back.promise.conversation_id)
            moved = pool.submit(moves)
            wait_until(somebody_waits_for_us)
            assert CallBack.objects.select_for_update().get(pk=call_back.pk).begins is None
        moved.result()
    assert CallBack.objects.get().begins == morning.on("2026-11-25T10:00")


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        return bool(cursor.fetchone()[0])


def test_no_answer_is_called_again_after_the_pause(asked, taken, cast, morning):
    call_back = taken(asked())
    outcome = trying.no_answer(call_back.promise_id, by=cast.owner, seen=0)

    assert f"{outcome.again_at.astimezone(morning.on('2026-11-24').tzinfo):%H:%M}" == "10:25"
    assert lining.turn_of(call_back) is None and Promise.objects.get().is_open
    morning.is_at("2026-11-24T10:25")
    assert bringing.bring_due() == 1 and lining.turn_of(call_back).is_in_line


def test_pressed_twice_counts_once(asked, taken, cast):
    call_back = taken(asked())
    trying.no_answer(call_back.promise_id, by=cast.owner, seen=0)

    assert not trying.no_answer(call_back.promise_id, by=cast.owner, seen=0).counted
    assert Attempt.objects.count() == 1


def test_pressed_by_mistake_is_as_it_was_before(asked, taken, cast, morning):
    call_back = taken(asked())
    due_at = call_back.promise.due_at
    trying.no_answer(call_back.promise_id, by=cast.owner, seen=0)
    trying.answered_after_all(call_back.promise_id, by=cast.owner)

    promise, turn = Promise.objects.get(pk=call_back.promise_id), lining.turn_of(call_back)
    assert (promise.tries, promise.due_at) == (0, due_at) and not promise.conversation.hurdles.filter(kind="missed").exists()
    assert (turn.state, turn.taken_by) == ("taken", cast.owner) and CallBack.objects.get(promise=promise).next_at is None
    with pytest.raises(promising.NotPossible):
        trying.answered_after_all(call_back.promise_id, by=cast.owner)


def test_who_was_called_in_time_was_not_forgotten(asked, cast, morning):
    call_back = asked("2026-11-24T14:00")
    morning.is_at("2026-11-24T14:10")
    bringing.bring_due()
    trying.no_answer(call_back.promise_id, by=cast.owner)

    assert Promise.objects.get().due_at == morning.on("2026-11-24T15:10"), "called again from 14:40, within half an hour"


def in_vain(call_back, cast, times=3):
    for _number in range(times):
        outcome = trying.no_answer(call_back.promise_id, by=cast.owner)
    return outcome


def test_three_times_in_vain_leaves_a_message_and_the_question_open(asked, cast, morning):
    call_back = asked(email="sanne@voorbeeld.example")
    Delivery.objects.all().delete()

    assert in_vain(call_back, cast).told_by == "E-mail"
    [delivery] = Delivery.objects.all()
    text = wording.text_of(delivery)
    assert "3 keer gebeld" in text and "/bel-mij/van/" in text and "/bel-mij/" not in delivery.message.text
    conversation = delivery.message.conversation
    assert not conversation.is_closed and conversation.waiting_for == WaitingFor.PERSON
    assert Promise.objects.get().state == "withdrawn" and bringing.bring_due() == 0
    with translation.override("nl"):
        stands = status.sentence(conversation)
        assert stands == "Wij belden u 3 keer, voor het laatst op dinsdag 24 november, 09:55, en bereikten u niet. In ons bericht staat hoe u een ander moment kiest."

    again = asking.move(CallBack.objects.get(), morning.on("2026-11-25T10:00"))
    conversation.refresh_from_db()
    assert status.sentence(conversation) != stands
    assert again.promise.is_open and again.promise.tries == 0 and conversation.waiting_for == WaitingFor.US


def test_once_we_answered_after_that_it_is_not_said_any_more(asked, cast, morning):
    in_vain(asked(email="sanne@voorbeeld.example"), cast)
    conversation = Conversation.objects.get()
    morning.is_at("2026-11-25T10:00")
    conversation.wait_for(WaitingFor.US, by=cast.owner)
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)

    with translation.override("nl"):
        assert "Wij hebben op woensdag 25 november geantwoord" in status.sentence(conversation)


def test_by_letter_where_no_mail_is_known(told, cast, morning):
    conversation = told(sender=None, person_id=told().person_id, channel="phone")
    conversation.person.addresses.all().delete()
    conversation.person.addresses.create(kind="postal", value="Lindelaan 12, 3999 AB Merelveld")
    conversation.contacts.update(address="")
    promise = promising.make(conversation, by=cast.owner, kind="call_back", number="+31612345678", due_at=morning.on("2026-11-24T17:00"))
    for _number in range(3):
        outcome = trying.no_answer(promise.pk, by=cast.owner)

    assert outcome.told_by == "Brief", "a promise an employee made goes the same way"


def test_with_no_other_way_an_employee_decides(asked, cast):
    call_back = asked()
    outcome = in_vain(call_back, cast)

    assert (outcome.told_by, outcome.again_at) == ("", None)
    promise = Promise.objects.get()
    assert promise.is_open and promise.conversation.waiting_for == WaitingFor.US
    assert CallBack.objects.get().state == "stuck" and Event.objects.filter(kind="call_back.stuck").count() == 1
    trying.other_number(promise.pk, "+31687654321", by=cast.owner)
    assert bringing.bring_due() == 1 and Promise.objects.get().number == "+31687654321"


def test_who_asks_anew_where_nobody_could_be_told_is_called_as_often_again(asked, cast, client, morning):
    call_back = asked()
    in_vain(call_back, cast)
    page = change_link.path_of(call_back)
    client.post(f"{page}verzetten/", {"moment": "beurt", "number": "06 99 88 77 66"})

    again = CallBack.objects.get()
    assert (again.state, again.promise.number, again.promise.tries) == ("waiting", "+31699887766", 0)
    assert Promise.objects.get(state="withdrawn").tries == 3
    assert in_vain(again, cast, times=2).again_at and CallBack.objects.get().state == "waiting"
    assert in_vain(again, cast, times=1).again_at is None and CallBack.objects.get().state == "stuck"


def test_call_this_number_and_another_one_on_screen(asked, taken, cast, as_employee):
    call_back = taken(asked(name=""))
    client, page = as_employee(cast.owner), f"/desk/conversations/{call_back.promise.conversation.reference}/"
    shown = client.get(page).content.decode()
    assert "Bel dit nummer" in shown and f'href="tel:{call_back.promise.number}"' in shown

    refused = client.post(f"/desk/call-backs/{call_back.promise_id}/number/", {"number": "zes nul"}, follow=True).content.decode()
    assert "U typte „zes nul”" in refused and "Het oude nummer blijft" in refused
    changed = client.post(f"/desk/call-backs/{call_back.promise_id}/number/", {"number": "06 87 65 43 21"}, follow=True).content.decode()
    assert 'href="tel:+31687654321"' in changed and call_back.promise.number not in changed
    assert Event.objects.get(kind="promise.renumbered").actor_id == cast.owner.pk


def test_a_wrong_number_is_not_called_again(asked, taken, cast):
    call_back = taken(asked(email="sanne@voorbeeld.example"))
    outcome = trying.wrong_number(call_back.promise_id, by=cast.owner, seen=0)

    assert outcome.told_by == "E-mail" and "niet uw nummer" in Delivery.objects.latest("pk").message.text
    assert lining.turn_of(call_back) is None


def test_spoken_keeps_the_promise_and_the_note_ends_the_turn(asked, taken, cast, as_employee):
    call_back = taken(asked())
    reference = call_back.promise.conversation.reference
    client = as_employee(cast.owner)

    answer = client.post(f"/desk/call-backs/{call_back.promise_id}/spoken/")
    assert answer.url == f"/channels/phone/?conversation={reference}" and Promise.objects.get().state == "kept"
    assert lining.turn_of(call_back).state == "taken", "still on the line"
    client.post("/channels/phone/", {"choice": f"conversation:{reference}", "text": "Besproken.", "now": "us", "action": "save"})
    assert Turn.objects.get().ended_why == "spoken"


def test_an_employee_who_dies_loses_no_turn_and_counts_no_call(asked, taken, cast):
    call_back = taken(asked())
    routing.give_back(lining.turn_of(call_back))

    assert lining.turn_of(call_back).is_in_line and Attempt.objects.count() == 0 and Promise.objects.get().is_open


def test_a_call_that_nobody_notes_ends_its_turn_all_the_same(asked, taken, cast, morning):
    call_back = taken(asked())
    trying.spoken(call_back.promise_id, by=cast.owner)

    assert bringing.end_turns() == 0, "still on the line"
    morning.is_at("2026-11-24T11:00")
    Turn.objects.update(taken_at=morning.on("2026-11-24T09:55"))
    assert bringing.end_turns() == 1 and lining.turn_of(call_back) is None


def test_who_was_spoken_with_is_not_offered_again(asked, taken, cast):
    call_back = taken(asked())
    trying.spoken(call_back.promise_id, by=cast.owner)
    routing.give_back(lining.turn_of(call_back))

    assert bringing.end_turns() == 1


def test_what_ended_on_the_desk_leaves_the_line(asked, cast):
    call_back = asked()
    promising.withdraw(call_back.promise_id, by=cast.owner)

    assert bringing.let_go() == 1
    assert lining.turn_of(call_back) is None and CallBack.objects.get().state == "ended"


def test_it_stands_above_the_conversation(asked, cast, as_employee):
    page = as_employee(cast.owner).get(f"/desk/conversations/{asked().promise.conversation.reference}/").text

    assert 'href="tel:+31612345678"' in page and "06 12345678" in page
    assert all(word in page for word in ("Gesproken", "Geen gehoor", "Verkeerd nummer"))
