"""Answering by mail: what goes out, and that the reply comes home."""

import email
import email.policy
from email.utils import parseaddr

import pytest

from gehoor.conversations.models import Contact, Conversation
from gehoor.postroom import answer, channel, reading
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Delivery
from gehoor.staff.models import Employee

from .mailing import OURS, RESIDENT, eml, post, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def employee(transactional_db):
    return Employee.objects.create(username="noor", first_name="Noor", last_name="Bakker")


@pytest.fixture
def question(receiver, outgoing):
    """A resident's question that was received and confirmed."""
    post(receiver.port, eml(message_id="<vraag@example.nl>"))
    work_off()
    return Conversation.objects.get()


def reply(conversation, employee, text="Ja, in week 47.", **more):
    delivery = channel.get("email").compose(conversation, by=employee, text=text, **more)
    work_off()
    delivery.refresh_from_db()
    return delivery


def reply_from_resident(receiver, mail, text="Dank u wel!", sender=f"Fatima El Idrissi <{RESIDENT}>"):
    """What a mail program makes of "reply"."""
    address = parseaddr(mail["Reply-To"])[1]
    references = f"{mail['References'] or ''} {mail['Message-ID']}".strip()
    headers = [("In-Reply-To", mail["Message-ID"]), ("References", references)]
    post(receiver.port, eml(text, sender=sender, to=address, subject=f"Re: {mail['Subject']}", headers=headers),
         to=address, sender=parseaddr(sender)[1])
    reading.read_due()


def test_it_works(question, employee, outgoing):
    delivery = reply(question, employee)

    mail = outgoing.mails[-1]
    assert delivery.state == Delivery.State.SENT
    assert mail["To"] == RESIDENT
    assert parseaddr(mail["From"]) == ("Gemeente Wierdorp", OURS)
    assert mail["Subject"] == "Re: Bladkorf in de Lindelaan"
    assert mail["Message-ID"] == delivery.message.message_id
    assert mail["In-Reply-To"] == "<vraag@example.nl>"
    assert "<vraag@example.nl>" in mail["References"]
    assert mail.get_body(("plain",)).get_content().split()[:5] == ["Ja,", "in", "week", "47.", "Alles"]
    assert "Ja, in week 47." in mail.get_body(("html",)).get_content()
    assert mail["Auto-Submitted"] is None


def test_the_reply_lands_in_the_same_conversation(question, employee, outgoing, receiver):
    reply(question, employee)
    reply_from_resident(receiver, outgoing.mails[-1])

    assert Conversation.objects.get() == question
    assert question.contacts.filter(direction="in").count() == 2


def test_the_reply_lands_there_by_its_token_alone(question, employee, outgoing, receiver):
    reply(question, employee)
    address = parseaddr(outgoing.mails[-1]["Reply-To"])[1]
    post(receiver.port, eml("Nog iets", to=address, subject="heel iets anders"), to=address)
    reading.read_due()

    assert Conversation.objects.get() == question


def test_someone_else_who_uses_the_token_gets_a_conversation_of_their_own(question, employee, outgoing, receiver):
    reply(question, employee)
    reply_from_resident(receiver, outgoing.mails[-1], sender="Piet <piet@elders.nl>")

    other = Conversation.objects.exclude(pk=question.pk).get()
    assert other.split_from == question
    assert other.person.name == "Piet"


def test_files_go_along(question, employee, outgoing):
    reply(question, employee, files=[InboundFile("kaart.pdf", "application/pdf", b"%PDF-1.7 \xff")])

    attached = next(outgoing.mails[-1].iter_attachments())
    assert (attached.get_filename(), attached.get_content_type()) == ("kaart.pdf", "application/pdf")
    assert attached.get_content() == b"%PDF-1.7 \xff"


def test_a_refused_recipient_comes_back_to_the_employee(question, employee, outgoing):
    outgoing.answers[RESIDENT] = "550 5.1.1 no such user"
    delivery = reply(question, employee)

    question.refresh_from_db()
    assert delivery.state == Delivery.State.FAILED
    assert delivery.problem == "550 5.1.1 no such user"
    assert question.waiting_for == "us"


def test_a_server_that_is_busy_is_tried_again(question, employee, outgoing):
    outgoing.answers[RESIDENT] = "450 4.2.0 greylisted"
    delivery = reply(question, employee)

    assert delivery.state == Delivery.State.QUEUED
    assert delivery.attempts.get().problem == "450 4.2.0 greylisted"


def test_without_smtp_it_becomes_a_file_that_a_second_try_writes_again(receiver, mailbox, employee, settings, tmp_path):
    settings.OUTGOING_FOLDER = tmp_path / "uit"
    post(receiver.port, eml())
    reading.read_due()
    delivery = channel.get("email").compose(Conversation.objects.get(), by=employee, text="Zeker.")
    channel.get("email").send(delivery)
    channel.get("email").send(delivery)

    (file,) = settings.OUTGOING_FOLDER.iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert mail["Message-ID"] == delivery.message.message_id
    assert mail.get_body(("plain",)).get_content().startswith("Zeker.\n\nAlles over uw vraag")


def test_an_address_nobody_has_yet_becomes_this_persons(question, employee, outgoing, receiver):
    reply(question, employee, to="Fatima.Thuis@Example.nl")
    reply_from_resident(receiver, outgoing.mails[-1], sender="Fatima <fatima.thuis@example.nl>")

    assert outgoing.mails[-1]["To"] == "fatima.thuis@example.nl"
    assert Conversation.objects.get() == question


def test_a_summary_carries_what_was_discussed(question, employee, outgoing):
    channel.get("email").send_summary(question, by=employee, text="U krijgt een bladkorf in week 47.")
    work_off()

    text = outgoing.mails[-1].get_body(("plain",)).get_content()
    assert "U krijgt een bladkorf in week 47." in text
    assert "Goedendag Fatima El Idrissi," in text
    assert "Noor Bakker" in text


def test_without_any_address_it_says_so(employee, transactional_db):
    from gehoor.people.models import Person

    unknown = Conversation.objects.create(person=Person.objects.create(name="Aan de balie"))
    with pytest.raises(answer.NoAddress):
        channel.get("email").compose(unknown, by=employee, text="Hallo")
    assert not Contact.objects.exists()


def test_a_copy_of_our_own_answer_changes_nothing(question, employee, outgoing, receiver):
    reply(question, employee)
    before = Contact.objects.count()
    post(receiver.port, outgoing.mails[-1].as_bytes(), sender=OURS)
    work_off()

    assert Contact.objects.count() == before
    assert Conversation.objects.get() == question
