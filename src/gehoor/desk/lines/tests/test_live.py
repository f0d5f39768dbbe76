"""Now live: who waits, who is offered to me, and saying whether I am there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gehoor.lines import routing
from gehoor.lines.models import Availability, Turn
from gehoor.lines.tests.conftest import beats
from gehoor.promises import promising

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_employee):
    """`desk(cast.owner).get("/desk/live/")` as text; `.post` gives where it leads."""

    def of(employee):
        client = as_employee(employee)
        of.get = lambda address: client.get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        of.post = lambda address, **data: client.post(address, data, HTTP_ACCEPT_LANGUAGE="en")
        return of

    return of


def fresh(turn):
    return Turn.objects.get(pk=turn.pk)


def test_it_works(cast, comes, is_there, desk):
    turn = comes("Fatima")
    page = desk(cast.owner).get("/desk/live/")
    assert "1 person waits" in page and "Vraag van Fatima" in page and "Fatima El Idrissi" in page

    is_there(cast.owner)
    routing.offer_waiting()
    page = desk(cast.owner).get("/desk/queue/team/")
    assert "Press Shift T to help" in page, "offered on whatever page"
    assert page.partition("waits since")[2].split('data-relative="')[1].startswith("fixed"), "not: since 5 minutes ago"
    answer = desk(cast.owner).post(f"/desk/live/{turn.pk}/taking/")

    assert answer.url == f"/desk/conversations/{turn.conversation.reference}/"
    assert fresh(turn).taken_by == cast.owner
    assert "You help" in desk(cast.owner).get("/desk/live/")


def test_nobody_waits(cast, desk):
    assert "Nobody waits now" in desk(cast.owner).get("/desk/live/")


def test_saying_whether_i_am_there(cast, desk):
    assert "Away" in desk(cast.owner).get("/desk/queue/team/")
    desk(cast.owner).post("/desk/live/availability/", state="available")
    desk(cast.owner).post("/desk/live/availability/", channel="phone", state="busy")
    desk(cast.owner).post("/desk/live/availability/", channel="chat", capacity="5")
    desk(cast.owner).post("/desk/live/availability/", channel="phone", capacity="99")

    said = {one.channel: (one.state, one.capacity) for one in Availability.objects.filter(employee=cast.owner)}
    assert said == {"chat": ("available", 5), "phone": ("busy", None)}
    page = desk(cast.owner).get("/desk/queue/team/")
    assert "there__state--available" in page and "Available: Chat" in page, "what stands on top claims no more than is so"
    desk(cast.owner).post("/desk/live/availability/", state="away")
    assert set(Availability.objects.values_list("state", flat=True)) == {"away"}


def test_letting_it_pass_and_giving_it_back(cast, comes, is_there, desk):
    turn = comes()
    is_there(cast.owner)
    routing.offer_waiting()
    assert desk(cast.owner).post(f"/desk/live/{turn.pk}/passing/").url == "/desk/live/"
    routing.take(turn, cast.mate)

    assert desk(cast.owner).post(f"/desk/live/{turn.pk}/return/").status_code == 302
    assert fresh(turn).taken_by == cast.mate, "whom a colleague helps is not mine to give back"
    assert "Noor Haddad helps this person already" in desk(cast.owner).get("/desk/live/")
    desk(cast.mate).post(f"/desk/live/{turn.pk}/return/")
    assert fresh(turn).state == "waiting"


def test_what_is_closed_to_me_waits_elsewhere(cast, told, comes, desk):
    turn = comes(conversation=told(team=cast.teams.closed, subject="Betalingsregeling"))
    for employee, sees in ((cast.outsider, False), (cast.hired, False), (cast.insider, True)):
        assert ("Betalingsregeling" in desk(employee).get("/desk/live/")) == sees
    assert desk(cast.outsider).post(f"/desk/live/{turn.pk}/taking/").status_code == 404


def test_a_confidential_story_is_not_told_in_the_list(cast, told, comes, desk):
    conversation = told(subject="Betalingsregeling")
    comes(conversation=conversation)
    type(conversation).objects.filter(pk=conversation.pk).update(is_confidential=True, assignee=cast.owner)

    page = desk(cast.owner).get("/desk/live/")
    assert "confidential" in page and "Betalingsregeling" not in page


def test_next_gives_who_waits_first(cast, told, comes, is_there, desk):
    told(subject="Een mail")
    turn = comes("Aad")
    is_there(cast.owner)
    routing.offer_waiting()

    assert desk(cast.owner).post("/desk/next/").url == f"/desk/conversations/{turn.conversation.reference}/"
    assert fresh(turn).taken_by == cast.owner


def test_who_waits_for_a_colleague_is_not_given_by_next(cast, comes, is_there, desk):
    turn = comes("Aad")
    is_there(cast.mate)
    routing.offer_waiting()
    desk(cast.owner).post("/desk/next/")

    assert fresh(turn).offered_to == cast.mate and fresh(turn).state == "offered"


def test_team_leads_see_who_is_there_and_how_full(cast, is_there, comes, desk):
    is_there(cast.mate)
    routing.take(comes(), cast.mate)

    page = desk(cast.lead).get("/desk/live/")
    assert "Who is there" in page and "Noor Haddad" in page and "Chat: Available, helps 1 of 3" in page
    assert "Who is there" not in desk(cast.owner).get("/desk/live/")


@pytest.mark.parametrize("address", ["/desk/live/", "/desk/live/lists/", "/desk/live/top/"])
def test_cheap_however_many_wait(cast, comes, is_there, as_employee, address):
    for number in range(8):
        comes(f"Naam{number}", team=cast.teams.open, language="ar", prefers=cast.mate)
    is_there(cast.lead), is_there(cast.owner)
    client = as_employee(cast.lead)
    client.get(address)

    with CaptureQueriesContext(connection, ) as asked:
        client.get(address)
    assert len(asked) <= 12, [query["sql"][:80] for query in asked]


def test_that_the_connection_with_an_employee_was_lost_stands_on_the_timeline(cast, comes, desk):
    turn = routing.take(comes(), cast.owner)
    beats(cast.owner, ago=timedelta(minutes=1))
    assert routing.return_of_vanished() == 1

    page = desk(cast.owner).get(f"/desk/conversations/{turn.conversation.reference}/")
    assert "The connection with Bram de Wit was lost: back at the front of the line" in page


def test_a_promise_that_goes_along_is_not_given_to_oneself(cast, told, desk):
    conversation = told()
    promise = promising.make(conversation, by=cast.owner, kind="answer", due_at=timezone.now() + timedelta(hours=1))
    promising.give(promise.pk, by=cast.mate, owner=cast.mate, team=None)

    assert "Noor Haddad has the promise from here on" in desk(cast.owner).get(f"/desk/conversations/{conversation.reference}/")


def test_one_person_at_once(cast, desk):
    desk(cast.owner).post("/desk/live/availability/", channel="chat", capacity="1")
    assert "You help one person at once at most." in desk(cast.owner).get("/desk/live/")
