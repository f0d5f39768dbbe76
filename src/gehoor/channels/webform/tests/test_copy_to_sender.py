"""The copy of what was filled in, for who gave an e-mail address."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.conversations.models import Contact
from gehoor.core import organisation
from gehoor.postroom.announce import announce
from gehoor.postroom.models import Delivery

from .conftest import GOOD

pytestmark = pytest.mark.django_db


def sent(visitor, **answers):
    visitor.send({**GOOD, **answers})
    contact = Contact.objects.get(channel="webform")
    assert ProcrastinateJob.objects.filter(task_name="announce", args={"contact_id": contact.pk}).exists()
    announce(contact.pk)
    announce(contact.pk)
    return contact


def test_it_works(visitor):
    house = organisation.current()
    house.phone = "14 0999"
    house.save()
    contact = sent(visitor, q5="Samira", q6="samira@post.example")

    copy = Delivery.objects.get(acknowledges=contact)
    assert (copy.channel, copy.address) == ("email", "samira@post.example")
    for words in ("Samira", "Lindelaan 22", "Binnen drie werkdagen.", "14 0999", contact.conversation.reference):
        assert words in copy.message.text


def test_without_an_address_there_is_no_mail_but_a_page_to_print(visitor):
    sent(visitor)

    assert not Delivery.objects.exists()


def test_the_copy_is_shown_for_an_hour_only(visitor, monkeypatch):
    from datetime import timedelta

    from gehoor.channels.webform import page_token

    response = visitor.send()
    monkeypatch.setattr(page_token, "RECEIVED_SHOWN_FOR", timedelta(seconds=-1))

    assert visitor.client.get(response.url).status_code == 404


def test_nobody_fills_somebodys_mailbox_by_means_of_a_form(form):
    from .conftest import Visitor

    for number in range(12):
        Visitor(form).send({**GOOD, "q3": f"Lindelaan {number}", "q6": "samira@post.example"})
    for contact in Contact.objects.filter(channel="webform"):
        announce(contact.pk)

    assert Delivery.objects.count() == 10
