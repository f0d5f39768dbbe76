"""A chat waits in the line: its place is told, kept, taken by who answers, and given up at the end."""

import pytest
from django.utils import timezone, translation

from gehoor.callbacks import asking, change_link, trying
from gehoor.callbacks.models import CallBack
from gehoor.channels.chat import ending, here, starting, talking, turns
from gehoor.conversations import closing
from gehoor.conversations.models import Conversation
from gehoor.lines import availability, handing, routing
from gehoor.lines.models import Skill, Turn
from gehoor.promises.models import Promise
from gehoor.queues import routing as queues
from gehoor.targets import changing
from gehoor.trust.models import TrustSettings

pytestmark = pytest.mark.django_db


def begin(number):
    return starting.start(starting.Asked(f"Vraag {number}", f"startpagina-{number}"))


def turn_of(chat):
    return Turn.objects.filter(conversation=chat.conversation_id).order_by("-pk").first()


def test_it_works(cast, client, clock):
    clock.is_at("2026-11-23T10:00")
    begin(1)
    second = begin(2)
    page = client.get(f"/chat/{starting.key_of(second)}/").content.decode()

    assert "1 persoon is voor u" in page
    assert "1 persoon" in here.still_here([second.pk])[second.pk].told["nl"]


def test_after_hours_it_is_said_when_we_are_there_again(cast, client, clock):
    clock.is_at("2026-11-22T10:00")
    chat = begin(1)
    page = client.get(f"/chat/{starting.key_of(chat)}/").content.decode()

    assert "De chat gaat morgen om" in page and "aan de beurt" not in page.partition("<noscript>")[0]
    assert "De chat gaat morgen om" in here.still_here([chat.pk])[chat.pk].told["nl"]


def test_who_waits_for_another_team_reads_when_that_is_there(cast, client, clock):
    clock.is_at("2026-11-23T10:00")
    changing.set_day(clock.on("2026-11-23T00:00").date(), "Teamdag", "closed", by=cast.admin, team=cast.teams.other)
    first, second = begin(1), begin(2)
    queues.move(Conversation.objects.get(pk=second.conversation_id), cast.teams.other, by=cast.owner)

    assert "De chat gaat morgen om" in client.get(f"/chat/{starting.key_of(second)}/").content.decode()
    told = here.still_here([first.pk, second.pk])
    assert "als volgende aan de beurt" in told[first.pk].told["nl"] and "De chat gaat morgen om" in told[second.pk].told["nl"]


def test_who_answers_takes_the_turn(cast, client):
    chat = begin(1)
    talking.answer(Conversation.objects.get(), by=cast.owner, text="Ja?")

    assert (turn_of(chat).state, turn_of(chat).taken_by) == (Turn.State.TAKEN, cast.owner)
    assert "Bram" in client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()["state"]


def test_who_answers_helps_also_where_a_colleague_is_offered_it(cast, client, as_employee):
    """Their words stand on the page already: it does not tell them to wait, and nobody else is asked."""
    chat = begin(1)
    Turn.objects.update(state=Turn.State.OFFERED, offered_to=cast.owner, offered_at=timezone.now())
    said = as_employee(cast.mate).post(f"/channels/chat/{chat.conversation.reference}/answer/", {"text": "Ja?", "once": "eenmalig-1"})

    assert said.status_code == 302 and (turn_of(chat).state, turn_of(chat).taken_by) == (Turn.State.TAKEN, cast.mate)
    state = client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()["state"]
    assert "Noor" in state and "aan de beurt" not in state
    assert 'data-offer="' not in as_employee(cast.owner).get("/desk/queue/team/").content.decode()


def test_the_end_gives_the_place_up_and_coming_back_gets_one(cast):
    chat = begin(1)
    ending.end(chat)
    assert turn_of(chat).state == Turn.State.LEFT
    chat.refresh_from_db()
    talking.say(chat, "Toch nog iets", once="eenmalig-1")

    assert turn_of(chat).state == Turn.State.WAITING


def test_closing_the_conversation_ends_its_chat(cast, client):
    chat = begin(1)
    conversation = Conversation.objects.get()
    talking.answer(conversation, by=cast.owner, text="Ja?")
    closing.close(Conversation.objects.get(), by=cast.owner, solved=True)

    chat.refresh_from_db()
    assert (chat.is_running, chat.ended_by, turn_of(chat).state) == (False, "us", Turn.State.LEFT)
    assert "beëindigd" in client.get(f"/chat/{starting.key_of(chat)}/").content.decode()


def test_called_back_keeps_the_place(cast, clock):
    clock.is_at("2026-11-23T10:00")
    chat = begin(1)
    joined_at = turn_of(chat).joined_at
    ending.go_on(chat, "call", phone="+31612345678")

    assert turn_of(chat).keeps_place and turn_of(chat).joined_at == joined_at
    assert CallBack.objects.exists()


def test_called_back_after_hours_at_a_moment_when_we_are_there(cast, clock):
    clock.is_at("2026-11-22T10:00")
    chat = begin(1)
    ending.go_on(chat, "call", phone="+31612345678")

    assert turn_of(chat).state == Turn.State.LEFT
    assert CallBack.objects.exists()


def asks_to_be_called(client, chat, phone="06 12345678"):
    return client.post(f"/chat/{starting.key_of(chat)}/verder/", {"way": "call", "phone": phone, "mail": ""}).status_code


def to_be_called() -> list[str]:
    return list(Promise.objects.open().values_list("number", flat=True))


@pytest.mark.parametrize("moment", ["2026-11-23T10:00", "2026-11-22T10:00"])
def test_asking_to_be_called_twice_is_being_called_once(cast, client, clock, moment):
    clock.is_at(moment)
    chat = begin(1)
    for _time in (1, 2):
        assert asks_to_be_called(client, chat) == 302
    assert to_be_called() == ["+31612345678"] and CallBack.objects.waiting().count() == 1

    asks_to_be_called(client, chat, "06 87654321")
    assert to_be_called() == ["+31687654321"], "a slip of the finger is mended"


def test_who_chats_on_and_asks_to_be_called_again_keeps_the_place(cast, client, clock):
    clock.is_at("2026-11-23T10:00")
    chat = begin(1)
    joined_at = turn_of(chat).joined_at
    asks_to_be_called(client, chat)
    client.post(f"/chat/{starting.key_of(chat)}/einde/")
    client.post(f"/chat/{starting.key_of(chat)}/", {"text": "Toch nog iets", "once": "eenmalig-1"})

    assert asks_to_be_called(client, chat) == 302 and to_be_called() == ["+31612345678"]
    turn = Turn.objects.current().get()
    assert (turn.channel, turn.state, turn.joined_at) == ("phone", Turn.State.WAITING, joined_at)


@pytest.mark.parametrize("chats_on", [True, False])
def test_who_was_called_and_asks_once_more_is_called_once_more(cast, client, clock, chats_on):
    """Whoever called is still writing down what was said."""
    clock.is_at("2026-11-23T10:00")
    chat = begin(1)
    asks_to_be_called(client, chat)
    routing.take(turn_of(chat), cast.owner)
    trying.spoken(Promise.objects.get().pk, by=cast.owner)
    if chats_on:
        client.post(f"/chat/{starting.key_of(chat)}/einde/")
        client.post(f"/chat/{starting.key_of(chat)}/", {"text": "Toch nog iets", "once": "eenmalig-1"})

    assert asks_to_be_called(client, chat) == 302 and to_be_called() == ["+31612345678"]
    assert (Turn.objects.current().get().channel, Turn.objects.current().get().state) == ("phone", Turn.State.WAITING)


def test_asking_over_and_over_is_held_up(cast, client, monkeypatch):
    monkeypatch.setattr("gehoor.channels.chat.views.resident.GOES_ON", 1)
    chat = begin(1)

    assert [asks_to_be_called(client, chat) for _time in (1, 2)] == [302, 429]


def state_of(client, chat):
    return client.get(f"/chat/{starting.key_of(chat)}/").content.decode().partition('id="state"')[2].partition("</div>")[0]


def test_when_we_call_stands_there_with_a_way_to_change_it(cast, client, clock):
    clock.is_at("2026-11-22T10:00")
    chat = begin(1)
    ending.go_on(chat, "call", phone="+31612345678")
    call, told = CallBack.objects.get(), state_of(client, chat)
    assert f"06 12345678: {call.promise.when}." in told and change_link.path_of(call) in told
    ending.end(chat)
    assert "06 12345678: " in state_of(client, chat)  # we still call
    asking.withdraw(call)
    assert "bellen u" not in state_of(client, chat)


@pytest.mark.parametrize("moment", ["2026-11-22T10:00", "2026-11-23T10:00"])
def test_who_chooses_mail_after_all_is_not_called(cast, clock, moment):
    clock.is_at(moment)
    chat = begin(1)
    ending.go_on(chat, "call", phone="+31612345678")
    ending.go_on(chat, "mail", mail="fatima@thuis.example")

    assert not CallBack.objects.waiting().exists() and not Turn.objects.current().exists()


def test_going_on_by_mail_leaves_the_line(cast):
    chat = begin(1)
    ending.go_on(chat, "mail", mail="fatima@thuis.example")

    assert turn_of(chat).state == Turn.State.LEFT


def test_who_vanishes_is_told_kindly_and_once(cast, client, clock):
    clock.is_at("2037-11-23T10:00")  # after what the database takes for now
    chat = begin(1)
    talking.answer(Conversation.objects.get(), by=cast.owner, text="Ja?")
    news = f"/chat/{starting.key_of(chat)}/nieuw/"
    known = client.get(f"{news}?na=0").json()
    routing.give_back(turn_of(chat), "vanished")
    told = client.get(f"{news}?na={known['newest']}&stand={known['event']}").json()

    assert "u houdt uw plek in de rij" in told["said"] and "Ja?" not in told["said"]
    assert "Bram" not in told["state"] and turn_of(chat).state == Turn.State.WAITING
    page = client.get(f"/chat/{starting.key_of(chat)}/").content.decode()
    assert page.index("Vraag 1") < page.index("Ja?") < page.index('id="change-')


@pytest.mark.parametrize(("names", "who"), [("full", "Vanaf hier helpt Noor u verder"), ("none", "Vanaf hier helpt een collega u verder")])
def test_handed_over_is_told_with_the_name_that_we_show(cast, client, names, who):
    TrustSettings.objects.update_or_create(pk=1, defaults={"names_shown": names})
    chat = begin(1)
    talking.answer(Conversation.objects.get(), by=cast.owner, text="Ja?")
    handing.follow(Conversation.objects.get(), None, cast.mate, cast.mate)
    page = client.get(f"/chat/{starting.key_of(chat)}/", headers={"Accept-Language": "nl"}).content.decode()

    assert who in page and (names == "full") == (cast.mate.first_name in page)


def test_that_an_employee_ended_it_stands_where_they_read(cast, client):
    chat = begin(1)
    ending.end(chat, by=cast.owner)
    news = client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()

    assert "heeft deze chat beëindigd" in news["said"]
    chat.refresh_from_db()
    talking.say(chat, "Toch nog iets", once="eenmalig-1")
    ending.end(chat)
    assert client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()["said"].count("beëindigd") == 1


def test_an_offer_that_is_let_pass_is_told_to_nobody(cast, client):
    chat = begin(1)
    Turn.objects.update(state=Turn.State.OFFERED, offered_to=cast.owner, offered_at=timezone.now())
    routing.decline(turn_of(chat), cast.owner)

    assert 'id="change-' not in client.get(f"/chat/{starting.key_of(chat)}/").content.decode()


def test_who_stands_in_front_hears_at_once_and_a_page_is_told_of_itself_only(cast, monkeypatch):
    monkeypatch.setattr("gehoor.channels.chat.turns.FRONT", 2)
    first, second, third = begin(1), begin(2), begin(3)

    assert list(here.at_the_front()) == [f"talk:{one.conversation_id}" for one in (first, second)]
    with translation.override("nl"):
        assert turns.sentences(["nl"], only={third.conversation_id}) == {third.conversation_id: {"nl": turns.sentence(turn_of(third))}}


def test_who_waits_for_another_employee_is_not_before_them(cast, clock):
    clock.is_at("2026-11-23T10:00")
    for employee, language in ((cast.owner, "en"), (cast.mate, "ar")):
        availability.set_state(employee, "chat", "available")
        Skill.objects.create(employee=employee, kind="language", value=language)
    chats = [begin(number) for number in range(3)]
    for chat, language in zip(chats, ("ar", "en", "nl"), strict=True):
        Turn.objects.filter(conversation=chat.conversation_id).update(language=language)
    told = turns.sentences(["nl"])

    for chat, place in zip(chats, ("U bent als volgende", "U bent als volgende", "2 mensen zijn voor u"), strict=True):
        assert place in told[chat.conversation_id]["nl"]
    with translation.override("nl"):
        assert [turns.sentence(turn_of(chat)) for chat in chats] == [told[chat.conversation_id]["nl"] for chat in chats]
