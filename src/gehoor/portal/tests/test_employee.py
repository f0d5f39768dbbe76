"""An employee gives, sends and takes back a link, and sees that it was opened."""

import pytest
from django.test import Client

from gehoor.conversations import links
from gehoor.conversations.models import Link
from gehoor.core.models import Event
from gehoor.people.models import Person
from gehoor.postroom import wording
from gehoor.postroom.models import Delivery
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(told):
    return told()


@pytest.fixture
def address(conversation):
    return f"/channels/portal/conversations/{conversation.reference}/"


def test_it_works(cast, conversation, address, as_employee):
    client = as_employee(cast.owner)
    made = client.post(f"{address}new/", {"person": conversation.person_id})
    link = Link.objects.get()
    assert links.url_of(link) in made.text and link.made_by == cast.owner
    assert "not opened yet" in client.get(address, headers={"accept-language": "en"}).text

    assert Client().get(f"/gesprek/{links.token_of(link)}/").status_code == 200
    assert "last opened" in client.get(address, headers={"accept-language": "en"}).text
    client.post(f"/channels/portal/links/{link.pk}/revoke/")
    assert Client().get(f"/gesprek/{links.token_of(link)}/").status_code == 410
    assert list(Event.objects.filter(kind__startswith="link.").order_by("pk").values_list("kind", flat=True)) == ["link.made", "link.revoked"]
    assert ReadLog.objects.filter(employee=cast.owner, what="page").exists()


def test_sending_it(cast, conversation, address, as_employee):
    as_employee(cast.owner).post(f"{address}send/", {"person": conversation.person_id})

    delivery = Delivery.objects.get()
    assert delivery.address == "fatima@voorbeeld.example" and links.url_of(Link.objects.get()) in wording.text_of(delivery)


def test_only_for_who_takes_part(cast, conversation, address, as_employee):
    stranger = Person.objects.create(name="Vreemde")
    for deed in ("new/", "send/"):
        for person in (stranger.pk, "", "x"):
            assert as_employee(cast.owner).post(address + deed, {"person": person}).status_code == 302

    assert not Link.objects.exists() and not Delivery.objects.exists()


def test_the_transcript_is_a_read(cast, conversation, address, as_employee):
    text = as_employee(cast.owner).get(f"{address}transcript/txt/").text

    assert "bladkorf" in text and ReadLog.objects.filter(what="transcript").exists()


def test_the_transcript_without_pango_is_words(cast, conversation, address, as_employee, without_pango):
    answer = as_employee(cast.owner).get(f"{address}transcript/pdf/")

    assert answer.status_code == 503 and "bladkorf" in answer.text and 'href="../txt/"' in answer.text
    token = links.token_of(links.issue(conversation, conversation.person))
    theirs = Client().get(f"/gesprek/{token}/bewaren/pdf/")
    assert theirs.status_code == 503 and "bladkorf" in theirs.text and theirs["Cache-Control"] == "private, no-store"


def test_outsiders_see_nothing_of_it(cast, told, as_employee):
    secret = told(team=cast.teams.closed)
    link = links.issue(secret, secret.person)
    address = f"/channels/portal/conversations/{secret.reference}/"

    for client in (as_employee(cast.outsider), ):
        assert {client.get(address).status_code, client.post(f"{address}new/").status_code, client.post(f"{address}send/").status_code,
                client.get(f"{address}transcript/pdf/").status_code,
                client.post(f"/channels/portal/links/{link.pk}/revoke/").status_code} == {404}


def test_it_is_cheap(cast, conversation, address, as_employee, django_assert_max_num_queries):
    for _ in range(5):
        links.issue(conversation, conversation.person, by=cast.owner)
    client = as_employee(cast.owner)
    client.get(address)

    with django_assert_max_num_queries(12):
        client.get(address)
