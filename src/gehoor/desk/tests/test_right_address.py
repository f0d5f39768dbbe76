"""Where an answer goes stands beside the button, and a wrong address cannot be chosen without noticing."""

import pytest

from gehoor.people import helping, register
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db
FATIMA, ANJA = "email:fatima@voorbeeld.example", "email:anja@voorbeeld.example"


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def send(cast, as_employee):
    """Answer a conversation to an address: `send(conversation, to)`; the response."""

    def answer(conversation, to, **more):
        data = {"reply-text": "Ja, vrijdag.", "reply-to": to, **more}
        return as_employee(cast.owner).post(f"/desk/conversations/{conversation.reference}/reply/", data)

    return answer


@pytest.fixture
def anja(cast, told):
    """Fatima's conversation, in which Anja may act for her."""
    conversation = told()
    anja = register.new_person("Anja", email="anja@voorbeeld.example", by=cast.owner)
    return conversation, helping.permit(
        conversation.person, anja, scope="alles", relation="zus", given_how="phone", by=cast.owner
    )


def sent_to():
    return list(Delivery.objects.filter(acknowledges=None).values_list("address", flat=True))


def test_it_works(told, send, cast, as_employee):
    conversation = told()
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert f'value="{FATIMA}" selected' in page

    assert send(conversation, FATIMA).status_code == 302
    assert sent_to() == ["fatima@voorbeeld.example"]


def test_a_helper_is_named_and_needs_no_asking(anja, send, cast, as_employee):
    conversation, _permission = anja
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "anja@voorbeeld.example · Anja (zus)" in page

    assert send(conversation, ANJA).status_code == 302
    assert Delivery.objects.get(acknowledges=None).message.contact.person.name == "Anja"


def test_a_helper_whose_permission_ended_is_asked_about(anja, send, cast, told):
    conversation, permission = anja
    told(address="anja@voorbeeld.example", name="Anja", conversation_id=conversation.pk)
    helping.take_back(permission, by=cast.owner)

    answer = send(conversation, ANJA)
    assert answer.status_code == 422 and "may no longer act for Fatima El Idrissi" in answer.content.decode()
    assert "Ja, vrijdag." in answer.content.decode(), "what was written is kept"
    assert sent_to() == []


def test_who_wrote_but_is_someone_else_is_asked_about(told, send, cast, as_employee):
    conversation = told()
    told(address="buur@voorbeeld.example", name="Buur", conversation_id=conversation.pk)
    buur = "email:buur@voorbeeld.example"

    assert "an address of Buur, not of Fatima El Idrissi" in send(conversation, buur).content.decode()
    assert send(conversation, buur, **{"reply-sure": FATIMA}).status_code == 422, "sure of another address is not sure"
    assert send(conversation, buur, **{"reply-sure": buur}).status_code == 302
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "knowing that it is someone else&#x27;s address" in page


def test_a_typed_address_is_asked_about_and_told(told, send, cast, as_employee):
    conversation = told()
    typed = {"reply-other": "Nieuw@Voorbeeld.example"}

    assert "Nobody is known by this address" in send(conversation, "other", **typed).content.decode()
    assert send(conversation, "other", **{"reply-other": "geen adres"}).status_code == 422
    assert send(conversation, "other", **typed, **{"reply-sure": "email:nieuw@voorbeeld.example"}).status_code == 302
    assert sent_to() == ["nieuw@voorbeeld.example"]
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "an address that was not known yet" in page


def test_a_typed_address_of_someone_else_stays_theirs(told, send):
    conversation, other = told(), told(address="ander@voorbeeld.example", name="Ander")
    typed = {"reply-other": "ander@voorbeeld.example"}

    assert "an address of Ander" in send(conversation, "other", **typed).content.decode()
    send(conversation, "other", **typed, **{"reply-sure": "email:ander@voorbeeld.example"})
    assert not conversation.person.addresses.filter(value="ander@voorbeeld.example").exists()
    assert Person.objects.get(addresses__value="ander@voorbeeld.example") == other.person


def test_typing_the_persons_own_address_asks_nothing(told, send):
    assert send(told(), "other", **{"reply-other": "fatima@voorbeeld.example"}).status_code == 302


def test_an_address_that_was_taken_away_is_asked_about(told, send, cast):
    conversation = told()
    register.withdraw_address(conversation.person.addresses.get(), by=cast.owner)

    assert "no longer among the addresses" in send(conversation, FATIMA).content.decode()
