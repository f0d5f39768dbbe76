"""Answering: to whom, with what, and not past what came in meanwhile."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.conversations.models import Attachment, Message, WaitingFor
from gehoor.people.models import DigitalAddress
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db
TO = "email:fatima@voorbeeld.example"


def url(conversation):
    return f"/desk/conversations/{conversation.reference}/reply/"


def newest(conversation):
    return Message.objects.filter(conversation=conversation).latest("pk").pk


def answer(conversation, **changes):
    return {"reply-to": TO, "reply-text": "Ja, vrijdag.", "reply-seen": newest(conversation), **changes}


def test_it_works(cast, told, as_employee):
    conversation = told()

    response = as_employee(cast.owner).post(url(conversation), answer(conversation))

    delivery = Delivery.objects.get(acknowledges=None)
    assert response.status_code == 302
    assert (delivery.address, delivery.message.contact.employee) == ("fatima@voorbeeld.example", cast.owner)
    assert "Ja, vrijdag." in delivery.message.text
    conversation.refresh_from_db()
    assert conversation.waiting_for == WaitingFor.PERSON


def test_foreign_conversation_is_not_there(cast, told, as_employee):
    conversation = told(team=cast.teams.closed)

    assert as_employee(cast.outsider).post(url(conversation), answer(conversation)).status_code == 404
    assert not Delivery.objects.exists()


def test_empty_answer_is_refused(cast, told, as_employee):
    conversation = told()

    response = as_employee(cast.owner).post(url(conversation), answer(conversation, **{"reply-text": "  "}))

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Delivery.objects.exists()


def test_address_must_be_one_of_theirs(cast, told, as_employee):
    conversation = told()

    response = as_employee(cast.owner).post(
        url(conversation), answer(conversation, **{"reply-to": "email:vreemd@voorbeeld.example"})
    )

    assert response.status_code == 422
    assert "Ja, vrijdag." in response.content.decode()
    assert not Delivery.objects.exists()


def test_other_address_of_the_person(cast, told, as_employee):
    conversation = told()
    DigitalAddress.objects.create(person=conversation.person, kind="email", value="werk@voorbeeld.example")

    as_employee(cast.owner).post(url(conversation), answer(conversation, **{"reply-to": "email:werk@voorbeeld.example"}))

    assert Delivery.objects.get().address == "werk@voorbeeld.example"


def test_what_came_in_meanwhile_is_shown_first(cast, told, as_employee):
    conversation = told()
    seen = newest(conversation)
    told(conversation_id=conversation.pk, text="Laat maar, de buurman heeft geveegd")
    client = as_employee(cast.owner)

    response = client.post(url(conversation), answer(conversation, **{"reply-seen": seen}))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Laat maar, de buurman" in page and ">\nJa, vrijdag.</textarea>" in page
    assert not Delivery.objects.exists()

    client.post(url(conversation), answer(conversation))
    assert Delivery.objects.count() == 1


def test_files_go_along(cast, told, as_employee):
    conversation = told()
    files = [SimpleUploadedFile("kaart.pdf", b"%PDF-1.7", "application/pdf"), SimpleUploadedFile("a.txt", b"abc")]

    as_employee(cast.owner).post(url(conversation), answer(conversation, **{"reply-files": files}))

    assert list(Attachment.objects.order_by("pk").values_list("name", "size")) == [("kaart.pdf", 8), ("a.txt", 3)]


def test_too_large_files_keep_the_text(cast, told, as_employee):
    conversation = told()
    big = SimpleUploadedFile("groot.bin", b"0" * (25 * 1024 * 1024 + 1))

    response = as_employee(cast.owner).post(url(conversation), answer(conversation, **{"reply-files": [big]}))

    assert response.status_code == 422
    assert "Ja, vrijdag." in response.content.decode()
    assert not Delivery.objects.exists()


def test_without_an_address_there_is_nothing_to_send_to(cast, told, as_employee):
    conversation = told()
    conversation.person.addresses.all().delete()
    conversation.contacts.update(address="")
    client = as_employee(cast.owner)

    assert "reply-text" not in client.get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert client.post(url(conversation), answer(conversation)).status_code == 422
