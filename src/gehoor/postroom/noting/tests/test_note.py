"""Writing down a call or a visit: find who it is, continue their conversation, lose nothing typed."""

import re

import pytest
from django.utils import timezone

from gehoor.conversations import glass
from gehoor.conversations.models import Contact, Conversation, WaitingFor
from gehoor.people.models import DigitalAddress, Person
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.models import Delivery
from gehoor.postroom.receive import receive

pytestmark = pytest.mark.django_db


def noted(**changes):
    return {"action": "save", "who": "", "choice": "anonymous", "name": "", "phone": "", "email": "", "subject": "",
            "text": "Belt over de bladkorf", "now": "us", "summary": "", **changes}


@pytest.mark.parametrize("kind", ["phone", "counter"])
def test_it_works(cast, told, as_employee, kind):
    conversation = told()

    response = as_employee(cast.owner).post(
        f"/channels/{kind}/", noted(choice=f"conversation:{conversation.reference}")
    )

    contact = conversation.contacts.get(channel=kind)
    assert response.url == f"/desk/conversations/{conversation.reference}/"
    assert (contact.person, contact.employee) == (conversation.person, cast.owner)
    assert contact.messages.get().text == "Belt over de bladkorf"


def test_who_reads_for_a_while_notes_and_does_not_close(cast, told, as_employee):
    secret, client = told(team=cast.teams.closed), as_employee(cast.outsider)
    glass.break_one(secret, reason="Mevrouw staat aan de balie en vraagt ernaar", by=cast.outsider)
    choice = f"conversation:{secret.reference}"

    refused = client.post("/channels/counter/", noted(choice=choice, now="done"))
    assert refused.status_code == 422 and "Belt over de bladkorf" in refused.content.decode()
    assert client.post("/channels/counter/", noted(choice=choice)).status_code == 302
    assert not Conversation.objects.get(pk=secret.pk).is_closed and secret.contacts.filter(channel="counter").count() == 1


@pytest.mark.parametrize("typed", ["0612345678", "06-1234 5678", "+31 6 12345678", "0031612345678", "345678", "Idrissi",
                                   "fatima el", "fatima@voorbeeld.example", "Idrisi"])
def test_found_by_number_or_name(cast, told, as_employee, typed):
    conversation = told()
    DigitalAddress.objects.create(person=conversation.person, kind="phone", value="+31612345678")

    page = as_employee(cast.owner).post("/channels/phone/find/", {"who": typed}).content.decode()

    assert "Fatima El Idrissi" in page
    assert f"conversation:{conversation.reference}" in page


@pytest.mark.parametrize("number, kept", [("14 0318", "140318"), ("+32 2 555 12 12", "+3225551212")])
def test_other_numbers(cast, as_employee, number, kept):
    as_employee(cast.owner).post("/channels/phone/", noted(choice="new", phone=number))

    assert DigitalAddress.objects.get().value == kept
    assert "candidate__who" in as_employee(cast.owner).post("/channels/phone/find/", {"who": number}).content.decode()


def test_conversations_of_a_closed_team_are_not_offered(cast, told, as_employee):
    conversation = told(team=cast.teams.closed)
    client = as_employee(cast.outsider)
    choice = f"conversation:{conversation.reference}"

    assert choice not in client.post("/channels/phone/find/", {"who": "Fatima"}).content.decode()
    assert client.get(f"/channels/phone/?conversation={conversation.reference}").status_code == 404
    assert client.post("/channels/phone/", noted(choice=choice)).status_code == 422
    assert conversation.contacts.count() == 1


def test_new_question_of_a_known_person(cast, told, as_employee):
    person = told().person

    as_employee(cast.owner).post("/channels/phone/", noted(choice=f"person:{person.pk}", subject="Paspoort"))

    assert set(person.conversations.values_list("subject", flat=True)) == {"Bladkorf in de Lindelaan", "Paspoort"}


def test_someone_new(cast, as_employee):
    as_employee(cast.owner).post(
        "/channels/counter/", noted(choice="new", name="Kees", phone="06 12345678", email="Kees@Voorbeeld.example")
    )

    person = Person.objects.get()
    assert person.name == "Kees"
    assert set(person.addresses.values_list("value", flat=True)) == {"+31612345678", "kees@voorbeeld.example"}


def test_without_a_name(cast, as_employee):
    as_employee(cast.owner).post("/channels/phone/", noted())

    assert Contact.objects.get().person.name == ""
    assert Conversation.objects.get().team == cast.teams.open


@pytest.mark.parametrize("changes", [
    {"choice": ""}, {"choice": "conversation:XXXX-XXXX"}, {"choice": "person:999999"}, {"choice": "person:x"},
    {"choice": "new"}, {"choice": "new", "phone": "06 12ab5678"}, {"choice": "new", "phone": "12"},
    {"choice": "new", "email": "geen adres"}, {"now": "ooit"},
])
def test_bad_input_loses_nothing(cast, as_employee, changes):
    response = as_employee(cast.owner).post("/channels/phone/", noted(who="06 12ab", subject="Waarover", **changes))
    page = response.content.decode()

    assert response.status_code == 422
    for typed in ("Belt over de bladkorf", "Waarover", "06 12ab", changes.get("phone", ""), changes.get("email", "")):
        assert typed in page
    assert not Contact.objects.exists()


def test_empty_note_is_refused(cast, as_employee):
    assert as_employee(cast.owner).post("/channels/phone/", noted(text=" ")).status_code == 422


@pytest.mark.parametrize("now, expected", [("us", WaitingFor.US), ("person", WaitingFor.PERSON), ("other", WaitingFor.OTHER)])
def test_who_is_to_move_now(cast, as_employee, now, expected):
    as_employee(cast.owner).post("/channels/phone/", noted(now=now))

    assert Conversation.objects.get().waiting_for == expected


def test_solved_at_once(cast, told, as_employee):
    conversation = told()
    conversation.close(by=cast.mate, solved=False)

    as_employee(cast.owner).post(
        "/channels/phone/", noted(choice=f"conversation:{conversation.reference}", now="done")
    )

    closure = Conversation.objects.get(pk=conversation.pk).closure
    assert (closure.by, closure.solved) == (cast.owner, True)


def test_summary_goes_to_the_address_shown(cast, told, as_employee):
    conversation = told()

    as_employee(cast.owner).post("/channels/phone/", noted(**{
        "choice": f"conversation:{conversation.reference}", "summary": "We kijken ernaar.", "now": "us",
        f"summary-{conversation.person_id}": "email:fatima@voorbeeld.example",
    }))

    delivery = Delivery.objects.get()
    assert delivery.address == "fatima@voorbeeld.example"
    assert "We kijken ernaar." in delivery.message.text
    assert Conversation.objects.get().waiting_for == WaitingFor.US


def test_summary_to_a_stranger_is_refused(cast, told, as_employee):
    conversation = told()

    response = as_employee(cast.owner).post("/channels/phone/", noted(**{
        "choice": f"conversation:{conversation.reference}",
        f"summary-{conversation.person_id}": "email:vreemd@voorbeeld.example",
    }))

    assert response.status_code == 422
    assert not Delivery.objects.exists()


def test_finding_without_scripts_keeps_what_was_typed(cast, told, as_employee):
    told()

    response = as_employee(cast.owner).post("/channels/phone/", noted(action="find", who="Fatima", choice=""))
    page = response.content.decode()

    assert response.status_code == 200
    assert "Fatima El Idrissi" in page and "Belt over de bladkorf" in page


def test_solved_stays_open_when_something_came_in_meanwhile(cast, told, as_employee):
    conversation = told()
    desk = as_employee(cast.owner)
    page = desk.get("/channels/phone/").content.decode()
    began = re.search(r'name="began" value="([^"]+)"', page)[1]
    receive(Inbound(
        channel="email", external_id="meanwhile", at=timezone.now(), person_id=conversation.person_id,
        conversation_id=conversation.pk, text="Nog iets: mijn container is ook weg.",
    ))

    solved = noted(choice=f"conversation:{conversation.reference}", now="done", began=began)
    desk.post("/channels/phone/", solved)

    assert Conversation.objects.open().filter(pk=conversation.pk).exists()
    desk.post("/channels/phone/", {**solved, "began": timezone.now().isoformat()})
    assert Conversation.objects.closed().filter(pk=conversation.pk).exists()


@pytest.mark.parametrize(("now", "ended"), [("us", [""]), ("other", [""]), ("person", ["answer"]), ("done", ["closing"])])
def test_what_they_waited_for_is_answered_once_they_are_to_move(cast, told, as_employee, clock, now, ended):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-19T10:00")
    as_employee(cast.owner).post("/channels/phone/", noted(choice=f"conversation:{conversation.reference}", now=now))

    waits = conversation.waits.order_by("pk")
    assert list(waits.filter(channel="email").values_list("ended_by", flat=True)) == ended
    assert waits.filter(channel="phone").exists() is (now in ("us", "other"))  # else the call itself settled it
