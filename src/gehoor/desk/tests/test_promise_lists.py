"""Where promises are seen and minded: lists, the rail, the work list, Next, closing and handing over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gehoor.conversations import links
from gehoor.desk.promises import board
from gehoor.promises import promising
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


@pytest.fixture
def promised(cast, told):
    """An answer that Bram promised Fatima by tomorrow."""

    def make(**more):
        more = {"kind": "answer", "owner": cast.owner, "due_at": timezone.now() + timedelta(days=1), **more}
        return promising.make(told(), by=cast.owner, **more)

    return make


def test_the_lists(cast, told, as_employee):
    now, conversation = timezone.now(), told()
    for minutes, owner in ((-60, cast.owner), (10, cast.mate), (5000, None)):
        promising.make(conversation, by=cast.owner, kind="letter", owner=owner, due_at=now + timedelta(minutes=minutes))

    mine = as_employee(cast.owner).get("/desk/promises/").context["parts"]
    assert [(late, [one.owner for one in found]) for _day, late, found in mine] == [(True, [cast.owner]), (False, [None])]
    board = as_employee(cast.owner).get(f"/desk/promises/board/?team={cast.teams.open.pk}")
    assert sum(len(found) for _day, _late, found in board.context["parts"]) == 3
    assert board.context["people"][0] == cast.owner, "by name, never by number"
    hers = as_employee(cast.owner).get(f"/desk/promises/board/?team={cast.teams.open.pk}&person={cast.mate.pk}")
    assert [one.owner for _day, _late, found in hers.context["parts"] for one in found] == [cast.mate]


def test_what_is_closed_to_me_is_not_in_any_list(cast, told, as_employee):
    promise = promising.make(told(team=cast.teams.closed), by=cast.insider, kind="letter", due_at=timezone.now() + timedelta(days=1))

    client = as_employee(cast.owner)
    assert not client.get(f"/desk/promises/board/?team={cast.teams.closed.pk}").context["parts"]
    assert client.get(f"/desk/promises/{promise.pk}/").status_code == 404
    assert client.post(f"/desk/promises/{promise.pk}/keeping/").status_code == 404


def test_the_number_at_the_left_is_what_needs_an_eye_now(cast, told, as_employee):
    promising.make(told(), by=cast.owner, kind="letter", owner=cast.owner, due_at=timezone.now() + timedelta(days=1))
    client = as_employee(cast.owner)

    def counted():
        return next(link.count for link in client.get("/desk/queue/team/").context["rail"]["work"] if link.href == "/desk/promises/")

    assert counted() == 0
    Promise.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert counted() == 1


def test_closing_asks_what_becomes_of_it(cast, promised, as_employee):
    promise, client = promised(), as_employee(cast.owner)
    asked = client.post(url(promise.conversation, "closure/"), {"close-solved": "yes"})
    assert asked.status_code == 422 and "Wat gebeurt er met de open beloften" in asked.content.decode()

    client.post(url(promise.conversation, "closure/"), {"close-solved": "yes", "close-promises": "kept"})

    assert Promise.objects.get().state == "kept"
    assert type(promise.conversation).objects.get(pk=promise.conversation_id).is_closed


def test_a_closed_conversation_carries_what_stays_open(cast, promised, as_employee):
    promise, client = promised(), as_employee(cast.owner)

    client.post(url(promise.conversation, "closure/"), {"close-solved": "yes", "close-promises": "stay"})

    assert Promise.objects.get().is_open
    assert promise in [one for _day, _late, found in client.get("/desk/promises/").context["parts"] for one in found]
    sentence = client.get(url(promise.conversation, "standing/")).context["status_sentence"]
    assert sentence.startswith("Opgelost") and sentence.endswith(f"U krijgt {promise.when} antwoord van ons.")
    link = links.issue(promise.conversation, promise.person)
    assert sentence in Client().get(links.url_of(link)).content.decode(), "the same for the person"


def test_a_handover_says_what_was_promised(cast, promised, as_employee):
    promise = promised(what="de korf")

    draft = as_employee(cast.owner).get(url(promise.conversation, "handover/")).context["form"]["promises"].value()

    assert draft == f"- Antwoord: {promise.when}, Bram de Wit. de korf"


def test_next_gives_what_is_about_to_break(cast, told, promised, as_employee):
    told(address="eerder@voorbeeld.example")
    promise, client = promised(), as_employee(cast.owner)
    promise.conversation.wait_for("person", by=cast.owner)
    promising.renegotiate(promise.pk, by=cast.owner, due_at=timezone.now() + timedelta(minutes=20), reason="Eerder")

    answer = client.post("/desk/next/", follow=True)

    assert answer.redirect_chain[0][0] == url(promise.conversation)
    assert "Beloofd: U krijgt" in answer.content.decode()


def test_what_is_about_to_break_stands_above_the_work_list(cast, promised, as_employee):
    promise = promised()
    Promise.objects.update(owner_warned_at=timezone.now())

    assert "Beloofd, en dreigt te breken" in as_employee(cast.owner).get("/desk/queue/team/").content.decode()
    assert "Beloofd, en dreigt te breken" not in as_employee(cast.mate).get("/desk/queue/team/").content.decode()
    as_employee(cast.owner).post(f"/desk/promises/{promise.pk}/keeping/", {"back": "queue"})
    assert "dreigt te breken" not in as_employee(cast.owner).get("/desk/queue/team/").content.decode().partition("queue-list")[2]


def test_the_lists_are_cheap(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(6):
        promising.make(told(address=f"bewoner{number}@voorbeeld.example"), by=cast.owner, owner=cast.owner, kind="letter",
                       due_at=timezone.now() + timedelta(days=number))
    client = as_employee(cast.owner)
    for address in ("/desk/promises/", "/desk/promises/board/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_who_phones_hears_the_same(cast, promised, as_employee):
    """How it stands is told where an employee looks who phones, and the moment stands in the work list."""
    promise = promised()
    client = as_employee(cast.owner)

    found = client.post("/channels/phone/find/", {"who": "Fatima"}).content.decode()

    assert f"U krijgt {promise.when} antwoord van ons." in found
    assert promise.when in client.get("/desk/queue/team/").content.decode()


def test_the_board_by_person(cast, told, as_employee, django_assert_max_num_queries, monkeypatch):
    """Each with a count and the soonest, people by name and never by number; what has no name stands last."""
    monkeypatch.setattr(board, "SOONEST", 3)
    now, conversation, client = timezone.now(), told(), as_employee(cast.owner)
    for days, owner in ((1, None), (2, cast.mate), (3, cast.mate), (4, cast.mate), (5, cast.owner)):
        promising.make(conversation, by=cast.owner, kind="letter", owner=owner, due_at=now + timedelta(days=days))

    client.get("/desk/promises/board/?by=person")
    with django_assert_max_num_queries(12):
        page = client.get("/desk/promises/board/?by=person")
    groups = [(one.name, one.number, len(one.promises)) for one in page.context["groups"]]
    assert groups == [(str(cast.owner), 1, 0), (str(cast.mate), 3, 2), ("Iedereen van het team", 1, 1)]
    assert "Alle 3, per dag" in page.content.decode()
    theirs = client.get("/desk/promises/board/?by=person&person=0").context["groups"]
    assert [(one.pk, one.number) for one in theirs] == [(0, 1)]
    by_day = client.get("/desk/promises/board/?person=0").context["parts"]
    assert [one.owner for _day, _late, found in by_day for one in found] == [None]


def test_who_is_found_stands_as_everywhere(cast, told, promised, as_employee, monkeypatch):
    """A9: the sentence of the conversation's own page is that of search and of the person's page."""
    open_one, closed, client = promised(), told(subject="Paspoort kwijt"), as_employee(cast.owner)
    closed.close(by=cast.mate, solved=True)
    own = [client.get(url(one, "standing/")).context["status_sentence"] for one in (open_one.conversation, closed)]

    found = client.post("/desk/search/", {"q": "Fatima"}, follow=True).content.decode()
    page = client.get(f"/desk/people/{closed.person_id}/").content.decode()
    assert own[0].startswith("U krijgt") and own[1].startswith("Opgelost")
    assert all(sentence in found and sentence in page for sentence in own)

    monkeypatch.setattr(timezone, "now", lambda: open_one.due_at + timedelta(seconds=1))  # nothing changed but the time
    assert "U zou" in client.post("/desk/search/", {"q": "Fatima"}, follow=True).content.decode()
