"""A department without accounts answers a task by the link in its mail."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from gehoor.conversations.models import Contact, Message
from gehoor.people.models import Person
from gehoor.postroom import wording
from gehoor.postroom.models import Delivery
from gehoor.promises import departments, promising, task_links
from gehoor.promises.models import Department, Promise, TaskLink

pytestmark = pytest.mark.django_db
NOTE = "De korf staat bij de speeltuin."


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def asked(cast, told):
    """Bram promised that the basket comes, and asked Groenbeheer."""
    groen = departments.save(Department(name="Groenbeheer", address="groen@merelveld.example"), by=cast.owner)
    promise = promising.make(
        told(), by=cast.owner, kind="task", owner=cast.owner, what="Een bladkorf plaatsen", due_at=timezone.now() + timedelta(days=2),
    )
    link = departments.ask(promise, groen, by=cast.owner, note=NOTE)
    link.url = f"/taak/{task_links.token_of(link)}/"
    return link


def done(client, asked, **more):
    return client.post(asked.url, {"answer": "done", "text": "Hij staat er.", **more})


def test_it_works(asked, client):
    page = client.get(asked.url, headers={"accept-language": "nl"}).text
    assert "Een bladkorf plaatsen" in page and NOTE in page
    for secret in ("Fatima", "fatima@", "Komt er dit jaar", asked.promise.conversation.reference, "Bladkorf in de Lindelaan"):
        assert secret not in page, "what they need and no more"

    assert done(client, asked).status_code == 302

    promise = Promise.objects.get()
    assert (promise.state, promise.ended_by) == ("kept", None)
    answer = Contact.objects.filter(direction="in").latest("pk")
    assert str(answer.person) == "Groenbeheer" and answer.messages.get().text == "Hij staat er."
    assert promise.conversation.waiting_for == "us"
    assert "hier is niets meer voor nodig" in client.get(asked.url, headers={"accept-language": "nl"}).text.lower()
    assert done(client, asked).status_code != 500 and Contact.objects.filter(direction="in").count() == 2, "once"


def test_the_mail(asked):
    [delivery] = Delivery.objects.select_related("message__contact")
    assert delivery.address == "groen@merelveld.example"
    text = wording.text_of(delivery)
    assert asked.url in text and NOTE in text
    assert asked.url not in delivery.message.text, "our own copy opens nothing"
    assert "Fatima" not in text + delivery.message.subject and "Lindelaan" not in text + delivery.message.subject
    assert "gesprek/" not in text, "never the link of the resident"


def test_the_resident_reads_nothing_of_it(asked):
    from gehoor.portal import record

    Delivery.objects.update(state=Delivery.State.SENT)
    told = record.build(asked.promise.conversation, asked.promise.person)

    assert [line.text for line in told.lines] == ["Komt er dit jaar een bladkorf in de Lindelaan?"]


def test_more_time_is_asked_and_the_promise_stays(asked, client, cast, as_employee):
    until = timezone.localdate() + timedelta(days=9)

    client.post(asked.url, {"answer": "time", "text": "De korven zijn op.", "until": until.isoformat()})

    promise = Promise.objects.get()
    assert promise.is_open and promise.due_at == asked.promise.due_at, "who promised agrees on it with the person"
    assert "De korven zijn op." in Message.objects.latest("pk").text
    page = as_employee(cast.owner).get(f"/desk/promises/{promise.pk}/").text
    assert "vraagt tijd tot" in page and "De korven zijn op." in page


@pytest.mark.parametrize("wrong", [{"answer": ""}, {"text": " "}, {"answer": "time"}, {"answer": "time", "until": "2020-01-01"},
                                   {"answer": "time", "until": "9999-12-31"}, {"answer": "x"}])
def test_what_is_not_an_answer_is_said_and_kept(asked, client, wrong):
    answer = done(client, asked, **wrong)

    assert answer.status_code == 422 and Promise.objects.get().is_open
    assert wrong.get("text", "Hij staat er.") in answer.text


def test_a_link_that_opens_nothing(asked, client, cast):
    assert client.get("/taak/" + "a" * 26 + "/").status_code == 404
    departments.revoke(asked, by=cast.owner)
    assert client.get(asked.url).status_code == 410 and done(client, asked).status_code == 410
    TaskLink.objects.update(revoked_at=None, expires_at=timezone.now())
    assert client.get(asked.url).status_code == 410 and Promise.objects.get().is_open


def test_asking_again_closes_the_first_link(asked, client, cast):
    departments.ask(asked.promise, asked.department, by=cast.owner)

    assert client.get(asked.url).status_code == 410


def test_a_department_changes_its_address(asked, cast):
    groen = asked.department
    groen.name, groen.address = "Groen en bomen", "bomen@merelveld.example"
    departments.save(groen, by=cast.lead)

    party = Person.objects.get(pk=groen.party_id)
    assert party.name == "Groen en bomen"
    assert set(party.addresses.values_list("value", flat=True)) == {"groen@merelveld.example", "bomen@merelveld.example"}


def test_managers_keep_them(cast, as_employee):
    new = {"name": "Wegen", "address": "Wegen@merelveld.example", "is_active": "on"}
    assert as_employee(cast.owner).post("/administration/departments/new/", new).status_code == 403
    assert as_employee(cast.lead).post("/administration/departments/new/", new).status_code == 302
    wegen = Department.objects.get()
    assert wegen.address == "wegen@merelveld.example"
    assert "Wegen" in as_employee(cast.lead).get("/administration/departments/").text
    assert as_employee(cast.lead).post(f"/administration/departments/{wegen.pk}/", new | {"address": "geen"}).status_code == 422


def test_asked_from_the_form(cast, told, as_employee):
    groen = departments.save(Department(name="Groenbeheer", address="groen@merelveld.example"), by=cast.owner)
    conversation, client = told(), as_employee(cast.owner)
    drawn = client.get(f"/desk/conversations/{conversation.reference}/promises/new/").context["form"]
    typed = {name: drawn[name].value() for name in drawn.fields if drawn[name].value() is not None}
    typed |= {"kind": "task", "department": groen.pk, "note": NOTE, "tell": ""}
    address = f"/desk/conversations/{conversation.reference}/promises/make/"

    assert client.post(address, typed).status_code == 422, "what they are to do is not said"
    assert client.post(address, typed | {"what": "Een korf plaatsen"}).status_code == 302

    assert TaskLink.objects.get().note == NOTE and Delivery.objects.get().address == "groen@merelveld.example"
