"""Asking to be called on the website: from when to agreed, what goes wrong on the way, and the page of a request."""

import re

import pytest
from django.core.cache import cache

from gehoor.callbacks import change_link
from gehoor.callbacks.models import CallBack
from gehoor.channels.email.models import Mailbox
from gehoor.conversations.models import Conversation
from gehoor.core.models import OrganisationSettings

pytestmark = pytest.mark.django_db
TEN = "2026-11-24T14:00:00+01:00"
TYPED = {"number": "06 12 34 56 78", "name": "Sanne de Boer", "about": "", "email": "", "wanneer": TEN}
WHO = "/bel-mij/gegevens/"


@pytest.fixture
def morning(cast, clock):
    cache.clear()
    Mailbox.objects.create(address="gemeente@merelveld.example")
    OrganisationSettings.objects.update_or_create(pk=1, defaults={"phone": "14 030"})
    clock.is_at("2026-11-24T09:55")
    return clock


@pytest.fixture
def typed(client, morning):
    """What the page sends as it is drawn, with changes."""

    def fill(**changes):
        page = client.get(WHO, {"wanneer": changes.get("wanneer", TEN)})
        return TYPED | {"page": page.context["page"]} | changes

    return fill


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_it_works(client, typed):
    page = text(client.get("/bel-mij/"))
    assert "Bel mij als ik aan de beurt ben" in page and f'value="{TEN}"' in page
    answer = client.post(WHO, typed())
    shown = text(client.get(answer.url))

    assert answer.url.startswith("/bel-mij/van/") and "06 12345678" in shown and "tussen 14 uur en 14.30 uur" in shown
    assert Conversation.objects.get().reference in shown and "Sanne" not in shown


def test_at_my_turn(client, typed):
    shown = text(client.get(client.post(WHO, typed(wanneer="beurt")).url))

    assert "U bent nummer 1 in de rij" in shown and "voor 17 uur" in shown


def test_sending_it_twice_asks_once(client, typed):
    once = typed()
    first, second = (client.post(WHO, once) for _ in range(2))

    assert first.url == second.url and CallBack.objects.count() == 1


@pytest.mark.parametrize(("changes", "complaint"), [
    ({"number": ""}, "Schrijf het nummer op"), ({"number": "14 030"}, "van een gemeente"), ({"number": "0900-1234"}, "kost geld"),
    ({"email": "x"}, "e-mailadres"),
])
def test_what_is_wrong_is_said_and_the_rest_kept(client, typed, changes, complaint):
    answer = client.post(WHO, typed(about="Over de bladkorf", **changes))

    assert answer.status_code == 422 and complaint in text(answer) and "Over de bladkorf" in text(answer)


def test_taken_meanwhile_offers_the_nearest_and_loses_nothing(client, typed):
    filled = typed()
    for _number in range(2):
        client.post(WHO, typed())
    answer = client.post(WHO, filled)

    assert answer.status_code == 409 and "Sanne de Boer" in text(answer)
    nearest = re.search(r'name="moment" value="([^"]+)"', answer.content.decode())[1]
    assert client.post(WHO, filled | {"moment": nearest}).status_code == 302


def test_outside_hours_it_says_when_and_offers_moments(client, morning):
    morning.is_at("2026-11-24T20:00")
    page = text(client.get("/bel-mij/"))

    assert "woensdag 25 november om 08:30" in page and "112" in page and "2026-11-25T08:30" in page
    assert "Bel mij als ik aan de beurt ben" not in page


def test_closed_between_looking_and_asking_loses_nothing(client, typed, morning):
    filled = typed(wanneer="beurt")
    morning.is_at("2026-11-24T16:50")
    answer = client.post(WHO, filled)

    assert answer.status_code == 409 and "Sanne de Boer" in text(answer) and "2026-11-25T08:30" in text(answer)


def test_who_asks_too_often_reads_which_number_to_call(client, typed):
    for _number in range(4):
        client.post(WHO, typed(wanneer="beurt"))
    answer = client.post(WHO, typed(wanneer="beurt"))

    assert answer.status_code == 429 and 'href="tel:14030"' in text(answer) and CallBack.objects.count() == 4


def test_a_robot_is_not_called(client, typed):
    assert client.post(WHO, typed(your_website="http://x")).status_code == 429 and not CallBack.objects.exists()


def test_nothing_at_an_address_that_means_nothing(client, morning):
    assert client.get(WHO, {"wanneer": "ooit"}).status_code == 302
    assert client.get("/bel-mij/van/12-abc/").status_code == 404


@pytest.fixture
def agreed(client, typed):
    return client.post(WHO, typed()).url.split("?")[0]


def test_another_moment_another_number(client, agreed, morning):
    assert text(client.get(f"{agreed}verzetten/")).count("2026-11-25T09:00") == 1
    answer = client.post(f"{agreed}verzetten/", {"moment": "2026-11-25T09:00:00+01:00", "number": "0687654321"})
    shown = text(client.get(answer.url))

    assert "06 87654321" in shown and "woensdag 25 november tussen 9 uur en 9.30 uur" in shown
    assert client.post(f"{agreed}verzetten/", {"moment": ""}).status_code == 422
    assert "14 030" in text(client.post(f"{agreed}verzetten/", {"moment": TEN, "number": "14 030"}))


def test_no_call_any_more(client, agreed):
    assert "We bellen u niet" in text(client.get(client.post(f"{agreed}vervallen/").url))
    assert client.post(f"{agreed}vervallen/").status_code == 409
    assert client.get(f"{agreed}verzetten/").status_code == 409


def test_later_only_the_end_of_the_number_stands_there(client, agreed, morning):
    morning.is_at("2026-11-24T11:00")
    shown = text(client.get(agreed))

    assert "5678" in shown and "06 12345678" not in shown and "tel:+31" not in shown


def test_a_link_of_another_opens_nothing(client, agreed):
    other = client.post(WHO, TYPED | {"name": "Iemand anders"}).url
    proof = re.search(r"-(\w+)/", other)[1]

    assert client.get(f"/bel-mij/van/{CallBack.objects.earliest('pk').pk}-{proof}/").status_code == 404
    assert change_link.find(agreed.split("/")[-2]) is not None


def test_few_queries(client, typed, agreed, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get("/bel-mij/")
    with django_assert_max_num_queries(14):
        client.get(agreed)
