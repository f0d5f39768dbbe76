"""A mailbox for complaints."""

import pytest

from gehoor.channels.email import complaining
from gehoor.complaints.models import Complaint
from gehoor.conversations.models import Contact
from gehoor.postroom.announce import announce
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


def filed(conversation, *, marked=True, acknowledge=True, automatic=""):
    contact = Contact.objects.filter(conversation=conversation).latest("pk")
    Contact.objects.filter(pk=contact.pk).update(automatic=automatic)
    contact.automatic = automatic
    extra = {"complaint": True} if marked else {}
    inbound = Inbound(channel="email", external_id=None, at=contact.at, subject="Klacht over de korf", acknowledge=acknowledge, extra=extra)
    return [(inbound, contact, True)]


def test_it_works(told):
    conversation = told()

    complaining.opened(filed(conversation))

    made = Complaint.objects.get(conversation=conversation)
    assert (made.about, made.opened_by) == ("Klacht over de korf", None)
    announce(conversation.contacts.get().pk)
    assert "klacht ontvangen" in Delivery.objects.get().message.subject
    made.refresh_from_db()
    assert made.receipt_sent_at


@pytest.mark.parametrize("how", [{"marked": False}, {"acknowledge": False}, {"automatic": "out-of-office"}])
def test_what_makes_no_complaint(told, how):
    complaining.opened(filed(told(), **how))
    assert not Complaint.objects.exists()


def test_what_goes_on_with_a_conversation_is_for_an_employee_to_say(told):
    conversation = told()
    told(conversation_id=conversation.pk)
    complaining.opened(filed(conversation))
    assert not Complaint.objects.exists()
