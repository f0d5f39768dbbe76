"""Somebody speaks for somebody else, or will not say who they are: both are named, and nobody is guessed."""

import pytest

from gehoor.conversations.models import Contact
from gehoor.people import helping, register
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def helped(cast, told):
    """Mevrouw De Boer's conversation, and the permission she gave to her daughter Anja."""
    conversation = told(name="Mevrouw De Boer", address="boer@voorbeeld.example")
    anja = register.new_person("Anja de Boer", email="anja@voorbeeld.example", by=cast.owner)
    permission = helping.permit(
        conversation.person, anja, scope="alles over zorg", relation="dochter", given_how="counter", by=cast.owner
    )
    return conversation, permission


def noted(conversation, **changes):
    return {"action": "save", "who": "", "choice": f"conversation:{conversation.reference}", "text": "Vraagt naar de traplift",
            "now": "us", **changes}


def test_it_works(cast, helped, as_employee):
    conversation, permission = helped
    client = as_employee(cast.owner)
    page = client.post("/channels/phone/find/", {"who": "mevrouw de boer"}).content.decode()
    assert "Anja de Boer (dochter): alles over zorg" in page

    client.post("/channels/phone/", noted(conversation, **{f"speaker-{conversation.person_id}": permission.helper_id}))

    contact = conversation.contacts.get(channel="phone")
    assert (contact.person, contact.on_behalf_of) == (permission.helper, conversation.person)
    page = client.get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "Anja de Boer (dochter) on behalf of Mevrouw De Boer" in page


def test_a_new_question_is_the_persons_not_the_helpers(cast, helped, as_employee):
    conversation, permission = helped
    person = conversation.person
    as_employee(cast.owner).post("/channels/phone/", noted(
        conversation, choice=f"person:{person.pk}", **{f"speaker-{person.pk}": permission.helper_id}))

    contact = Contact.objects.get(channel="phone")
    assert (contact.conversation.person, contact.person) == (person, permission.helper)


def test_a_permission_that_ended_is_refused_and_the_note_is_kept(cast, helped, as_employee):
    conversation, permission = helped
    helping.take_back(permission, by=cast.owner)
    answer = as_employee(cast.owner).post(
        "/channels/phone/", noted(conversation, **{f"speaker-{conversation.person_id}": permission.helper_id}))

    assert answer.status_code == 422
    assert "no permission any more" in answer.content.decode() and "Vraagt naar de traplift" in answer.content.decode()


def test_somebody_without_permission_is_named_with_a_warning(cast, helped, as_employee):
    conversation, _permission = helped
    client = as_employee(cast.owner)
    client.post("/channels/phone/", noted(conversation, **{f"speaker-name-{conversation.person_id}": "Buurman Henk"}))

    page = client.get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "Buurman Henk on behalf of Mevrouw De Boer" in page and "No permission is written down" in page


def test_the_summary_can_go_to_the_helper(cast, helped, as_employee):
    conversation, _permission = helped
    person = conversation.person_id
    as_employee(cast.owner).post("/channels/phone/", noted(conversation, **{f"summary-{person}": "email:anja@voorbeeld.example"}))

    assert Delivery.objects.get(channel="email").message.contact.person.name == "Anja de Boer"


def test_a_contact_person_speaks_for_the_organisation(cast, told, as_employee):
    conversation = told(name="Bakkerij De Halm", address="info@halm.example")
    firm = helping.make_organisation(conversation.person, by=cast.owner)
    jan = register.new_person("Jan Bakker", by=cast.owner)
    helping.speak_for(firm, jan, "eigenaar", by=cast.owner)
    client = as_employee(cast.owner)
    client.post("/channels/counter/", noted(conversation, **{f"speaker-{firm.party_id}": jan.pk}))

    page = client.get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "Jan Bakker (eigenaar) on behalf of Bakkerij De Halm" in page


def test_anonymous_is_a_whole_conversation_and_is_named_later(cast, as_employee):
    client = as_employee(cast.owner)
    for number in (1, 2):
        client.post("/channels/counter/", {"action": "save", "choice": "anonymous", "text": f"Lantaarn {number}", "now": "us"})

    first, second = Person.objects.filter(is_anonymous=True)
    assert first != second, "two without a name are never taken for one"
    conversation = first.conversations.get()
    page = f"/desk/conversations/{conversation.reference}/"
    assert "Anonymous (wants to give no name)" in client.get(page).content.decode()
    client.post(page + "person/", {"name": "Henk Post", "needs": ""})
    assert "Henk Post" in client.get(page).content.decode()
    assert not Person.objects.get(pk=first.pk).is_anonymous
