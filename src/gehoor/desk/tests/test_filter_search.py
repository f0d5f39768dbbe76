"""Narrowing a search, finding the tail of a compound, and help when nothing is found."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import WaitingFor
from gehoor.postroom.inbound import InboundFile
from gehoor.queues import routing
from gehoor.search import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(cast, as_employee):
    """What the owner sees after posting these fields."""

    def ask(**fields):
        return as_employee(cast.owner).post("/desk/search/", fields, follow=True).content.decode()

    return ask


@pytest.mark.parametrize("filters", [
    {"state": "closed"}, {"team": "other"}, {"employee": "mate"}, {"files": "on"}, {"until": "soon after"},
    {"person": "Sofia"},
])
def test_it_works(cast, told, search, filters):
    told()
    at = timezone.now() - timedelta(days=900)
    wanted = told(address="sofia@voorbeeld.example", name="Sofia", at=at, files=(InboundFile("kaart.pdf", "a/b", b"x"),))
    routing.move(wanted, cast.teams.other, by=cast.lead)
    routing.assign(wanted, cast.mate, by=cast.lead)
    wanted.close(by=cast.mate)
    soon_after = (at + timedelta(days=30)).date().isoformat()
    known = {"other": cast.teams.other.pk, "mate": cast.mate.pk, "Sofia": wanted.person_id, "soon after": soon_after}

    page = search(text="bladkorf", **{name: known.get(value, value) for name, value in filters.items()})

    assert re.findall(r"/desk/conversations/([^/]+)/", page) == [wanted.reference]


@pytest.mark.parametrize(("state", "found"), [("open", 2), ("ours", 1), ("waiting", 1), ("closed", 0)])
def test_state(cast, told, search, state, found):
    told(), told(address="ander@voorbeeld.example").wait_for(WaitingFor.PERSON, by=cast.mate)

    assert search(text="bladkorf", state=state).count('class="item"') == found


def test_filters_without_words(cast, told, search):
    told(), told(address="ander@voorbeeld.example", files=(InboundFile("kaart.pdf", "a/b", b"x"),))

    assert search(files="on").count('class="item"') == 1


def test_a_chip_takes_its_filter_off_and_keeps_the_rest(cast, told, as_employee):
    told()
    client = as_employee(cast.owner)
    key = client.post("/desk/search/", {"text": "bladkorf", "state": "closed", "period": "week"}).url.rpartition("=")[2]

    page = client.post("/desk/search/", {"s": key, "without": "state"}, follow=True).content.decode()

    assert 'value="period"' in page and 'value="state"' not in page
    assert 'class="item"' in page


def test_new_words_stay_within_the_filters(cast, told, as_employee):
    told()
    client = as_employee(cast.owner)
    key = client.post("/desk/search/", {"text": "iets", "state": "closed"}).url.rpartition("=")[2]

    assert 'value="state"' in client.post("/desk/search/", {"s": key, "q": "bladkorf"}, follow=True).content.decode()


def test_each_search_keeps_its_own_address(cast, told, as_employee):
    client = as_employee(cast.owner)
    first, second = (client.post("/desk/search/", {"q": text}).url for text in ("eerst", "later"))

    assert 'value="eerst"' in client.get(first).content.decode()
    assert 'value="later"' in client.get(second).content.decode()


@pytest.mark.parametrize("filters", [
    {"team": "x"}, {"team": "9" * 40}, {"employee": "-1"}, {"channel": "<b>"}, {"since": "gisteren"}, {"state": "?"},
    {"since": "2026-02-31", "until": "0001-01-01"}, {"person": "999999999"},
])
def test_filters_that_make_no_sense_break_nothing(told, search, filters):
    told()

    assert "</html>" in search(text="bladkorf", **filters)


def test_the_tail_of_a_compound_is_found(told, search):
    conversation = told(text="Er staat geen bladkorf. Ook de hondenpoepbak is weg.")
    words.learn()

    for typed in ("korf", "korven", "poepbak", "bakk"):
        found = conversation.reference in search(q=typed)
        assert found is (typed != "bakk"), typed
    assert "<mark>bladkorf</mark>" in search(q="korf")


def test_a_misspelt_word_gets_another_spelling(told, search):
    told()
    words.learn()

    assert 'value="bladkorf"' in search(q="bladkrof")


def test_a_word_of_a_closed_team_is_never_suggested(cast, told, search):
    told(team=cast.teams.closed, text="Schuldsanering loopt", subject="Schuldsanering")
    words.learn()

    page = search(q="schuldsaneering")

    assert 'class="empty' in page and 'value="schuldsanering"' not in page


def test_nothing_found_offers_to_take_the_filters_off(told, search):
    told()

    page = search(text="bladkorf", state="closed")

    assert 'class="empty' in page and page.count('name="without" value="state"') == 2


def test_filters_are_a_page_and_a_sheet(cast, as_employee):
    client = as_employee(cast.owner)

    assert "</html>" in client.get("/desk/search/filters/").content.decode()
    assert "</html>" not in client.get("/desk/search/filters/", headers={"HX-Request": "true"}).content.decode()


def test_the_next_page(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(30):
        told(address=f"bewoner{number}@voorbeeld.example")
    client = as_employee(cast.owner)
    url = client.post("/desk/search/", {"q": "bladkorf"}).url

    first = client.get(url).content.decode()
    with django_assert_max_num_queries(12):
        second = client.get(f"{url}&page=2").content.decode()

    assert (first.count('class="item"'), second.count('class="item"')) == (25, 5)
    assert not set(re.findall(r"conversations/([^/]+)/", first)) & set(re.findall(r"conversations/([^/]+)/", second))


@pytest.mark.parametrize("fields", [
    {"q": "bladkrof kraanwaagen"}, {"text": "bladkorf", "team": "1", "employee": "1", "person": "1", "state": "open"},
])
def test_it_is_cheap(cast, told, as_employee, django_assert_max_num_queries, fields):
    told(text="De kraanwagen komt")
    words.learn()
    client = as_employee(cast.owner)
    url = client.post("/desk/search/", fields, follow=True).redirect_chain[-1][0]

    with django_assert_max_num_queries(12):
        client.get(url)
