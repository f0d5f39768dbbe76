"""`gehoor import chatwoot`: conversations with their messages, from pages as the API gives them."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.conversations.models import Contact, Conversation, WaitingFor
from gehoor.people.models import Person

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
EXPORT = SAMPLES / "chatwoot"


def jobs():
    """Ids of the jobs that would tell somebody something."""
    return ProcrastinateJob.objects.filter(task_name__in=["announce", "deliver"]).values_list("pk", flat=True)


def test_it_works(bring, cast):
    before = set(jobs())
    said, rows = bring("chatwoot", EXPORT)

    assert "conversations: 2 new, 1 refused" in said
    assert "left out: 3 labels" in said
    assert rows[0]["where"] == "43" and "no messages of this conversation" in rows[0]["why"]
    mail = Conversation.objects.get(subject="Grofvuil ophalen")
    assert mail.is_closed and mail.team == cast.teams.other
    said = [(one.direction, one.channel, str(one.employee or one.person)) for one in mail.contacts.order_by("at")]
    assert said == [
        ("in", "email", "Fatima El Idrissi"), ("out", "email", "Noor Haddad"), ("internal", "note", "Noor Haddad")
    ]
    message = mail.contacts.order_by("at").first().messages.get()
    assert message.message_id == "<grof-1@voorbeeld.example>"
    assert "<i>grofvuil</i>" in message.html
    assert message.attachments.get().name == "lijst grofvuil.pdf"
    assert set(jobs()) == before


def test_a_chat_waits_for_us_under_its_first_words(bring, cast):
    said, _rows = bring("chatwoot", EXPORT)
    chat = Conversation.objects.exclude(subject="Grofvuil ophalen").get()

    assert chat.subject.startswith("Hallo, is het gemeentehuis open op zaterdag?") and chat.subject.endswith("…")
    assert chat.waiting_for == WaitingFor.US and not chat.is_closed
    assert [(one.channel, one.automatic) for one in chat.contacts.order_by("at")] == [("earlier", ""), ("earlier", "auto")]
    assert str(chat.person.addresses.get().value) == "+31687654321"
    assert chat.team == cast.teams.open
    assert "Website" in said


def test_twice_is_harmless(bring):
    bring("chatwoot", EXPORT)
    count = Contact.objects.count(), Person.objects.count()
    said, _rows = bring("chatwoot", EXPORT)

    assert "conversations: 2 known, 1 refused" in said
    assert (Contact.objects.count(), Person.objects.count()) == count
