"""From a chat to a call: by the employee at once, by a colleague or team; told to the person, and with the story along."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from gehoor.callbacks import asking, trying
from gehoor.callbacks.models import CallBack
from gehoor.callbacks.tests.test_try import somebody_waits_for_us
from gehoor.channels.chat import starting
from gehoor.conversations.models import Conversation, Hurdle
from gehoor.lines.models import Turn
from gehoor.promises.models import Promise
from gehoor.queues import handing_over, routing
from gehoor.queues.models import Handover
from tests.plugins.site import wait_until

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(cast):
    asked = starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Sanne", phone="+31612345678")
    found = starting.start(asked).conversation
    Conversation.objects.filter(pk=found.pk).update(assignee=cast.owner)
    return found


@pytest.fixture
def go_on(conversation, cast, as_employee):
    """Fills in the page as it is drawn, with changes, as Bram."""
    base = f"/desk/conversations/{conversation.reference}/call/"

    def post(**changes):
        form = as_employee(cast.owner).get(base).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields}
        return as_employee(cast.owner).post(f"{base}begin/", typed | changes)

    return post


def test_it_works(go_on, conversation, cast, as_employee):
    assert go_on().status_code == 302
    promise, turn = Promise.objects.get(), Turn.objects.current().get()

    assert (promise.number, promise.owner) == ("+31612345678", cast.owner)
    assert (turn.state, turn.taken_by) == ("taken", cast.owner)
    said = conversation.messages.latest("pk")
    assert said.contact.channel == "chat" and said.text.startswith("We bellen u zo")
    assert Hurdle.objects.filter(kind="transfer").count() == 1
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").text
    assert 'href="tel:+31612345678"' in page


def test_a_named_reader_of_a_closed_team_is_told_why_not(go_on, conversation, cast):
    """They may read it, and decide about it; it cannot be in their name."""
    Conversation.objects.filter(pk=conversation.pk).update(team=cast.teams.closed, assignee=cast.insider)
    conversation.grants.create(employee=cast.owner, by=cast.insider)

    answer = go_on()
    assert answer.status_code == 409 and "niet op uw naam" in answer.text
    assert not Promise.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_on_the_page_of_what_was_joined_while_that_is_moved(conversation, cast, told):
    """Neither waits for the other for ever: what it was joined into is held first, by both."""
    into = told()
    Conversation.objects.filter(pk=conversation.pk).update(joined_into=into, is_open=False)
    client = Client()
    client.force_login(cast.owner)

    def calls():
        try:
            return client.post(f"/desk/conversations/{conversation.reference}/call/begin/", {"number": "06 12345678", "to": "me"})
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            held = Conversation.objects.held().get(pk=into.pk)
            called = pool.submit(calls)
            wait_until(somebody_waits_for_us)
            routing.move(held, cast.teams.other, by=cast.owner)
        assert called.result().status_code == 302
    assert Promise.objects.get().conversation == into


def test_a_colleague_calls_once_they_accept(go_on, conversation, cast):
    go_on(to=f"colleague:{cast.mate.pk}", asked="Jij kent de bladkorven.")
    handover = Handover.objects.get()

    assert handover.to_employee == cast.mate and handover.asked == "Jij kent de bladkorven." and handover.summary
    handing_over.accept(handover.pk, by=cast.mate)
    conversation.refresh_from_db()
    assert (conversation.assignee, conversation.transfers) == (cast.mate, 1)
    assert CallBack.objects.get().is_waiting and Promise.objects.get().owner == cast.mate


ME, MATE, LEAD = ({"to": "me"}, {"to": "mate", "asked": "Bel jij?"}, {"to": "lead", "asked": "Bel jij?"})


@pytest.mark.parametrize(("first", "second", "answer", "calls"), [
    (("owner", ME), ("owner", ME), 302, "owner"), (("owner", ME), ("mate", ME), 409, "owner"), (("owner", ME), ("mate", LEAD), 409, "owner"),
    (("owner", MATE), ("mate", ME), 302, "mate"), (("owner", MATE), ("mate", LEAD), 302, "mate"), (("owner", ME), ("owner", MATE), 302, "owner"),
])
def test_who_presses_after_a_colleague_makes_no_second_promise(conversation, cast, as_employee, first, second, answer, calls):
    def press(who, fields):
        to = fields["to"] if fields == ME else f"colleague:{getattr(cast, fields['to']).pk}"
        typed = {"number": "06 12345678", "text": ""} | fields | {"to": to}
        return as_employee(getattr(cast, who)).post(f"/desk/conversations/{conversation.reference}/call/begin/", typed)

    assert (press(*first).status_code, press(*second).status_code) == (302, answer)
    assert Promise.objects.get().owner == getattr(cast, calls)
    if answer == 409:
        assert "Bram de Wit helpt deze persoon al" in press(*second).text and not Handover.objects.exists()


@pytest.mark.parametrize("tries", [0, 1, 3])
def test_who_asked_to_be_called_already_is_called_once(conversation, go_on, cast, clock, tries):
    """Waiting for their turn, called in vain before, or so often that somebody decides what now; on the number they tell now."""
    clock.is_at("2026-11-24T10:00")
    call_back = asking.in_conversation(conversation, "+31612345678")
    for _time in range(tries):
        trying.no_answer(call_back.promise_id, by=cast.owner)
    assert go_on(number="06 87654321").status_code == 302

    promise, turn = Promise.objects.get(), Turn.objects.current().get()
    assert (promise.number, promise.owner, promise.is_open, turn.taken_by) == ("+31687654321", cast.owner, True, cast.owner)
    assert (CallBack.objects.get().state, CallBack.objects.get().next_at) == ("waiting", None)


def test_a_half_hour_that_they_chose_stays_theirs(conversation, go_on, clock):
    clock.is_at("2026-11-24T10:00")
    asking.in_conversation(conversation, "+31612345678", begins=clock.on("2026-11-25T10:00"))
    go_on()

    assert {one.way for one in CallBack.objects.waiting()} == {"slot", "turn"}


def test_before_the_telephone_opens_it_is_told_until_when(conversation, go_on, cast, clock):
    clock.is_at("2026-11-24T07:00")
    offered = go_on(to=f"colleague:{cast.mate.pk}", asked="Bel jij?", text="")

    assert "Noor Haddad, die tot 08:45 heeft" in offered.client.get(f"/desk/conversations/{conversation.reference}/").text


def test_a_team_calls_once_somebody_of_it_accepts(go_on, cast):
    go_on(to=f"team:{cast.teams.other.pk}", asked="Graag vandaag.", text="")

    handover = Handover.objects.get()
    assert handover.to_team == cast.teams.other and Promise.objects.get().owner == cast.owner
    handing_over.accept(handover.pk, by=cast.outsider)
    assert (Promise.objects.get().owner, Promise.objects.get().team) == (cast.outsider, cast.teams.other)


def test_what_is_declined_stays_the_promise_of_who_gave_it(go_on, cast):
    go_on(to=f"colleague:{cast.mate.pk}", asked="Jij kent de bladkorven.")
    handing_over.decline(Handover.objects.get().pk, by=cast.mate, reason="Ik ben zo weg.")

    assert Promise.objects.get().owner == cast.owner and list(Promise.objects.of(cast.owner)) == [Promise.objects.get()]


@pytest.mark.parametrize(("changes", "complaint"), [
    ({"number": "14 030"}, "van een gemeente"), ({"number": ""}, "Vraag welk nummer"), ({"to": "team:0"}, "Wie belt er?"),
])
def test_what_is_wrong_is_said_and_the_rest_kept(go_on, changes, complaint):
    answer = go_on(**{"asked": "Blijft staan", **changes})

    assert answer.status_code == 422 and complaint in answer.text and "Blijft staan" in answer.text
    assert not Promise.objects.exists()


def test_a_colleague_has_to_know_what_is_asked(go_on, cast):
    assert go_on(to=f"colleague:{cast.mate.pk}", asked="").status_code == 422


def test_the_page_takes_few_queries(conversation, cast, as_employee, django_assert_max_num_queries):
    client = as_employee(cast.owner)
    client.get(f"/desk/conversations/{conversation.reference}/call/")
    with django_assert_max_num_queries(12):
        client.get(f"/desk/conversations/{conversation.reference}/call/")
