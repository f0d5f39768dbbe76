"""From a kept original to a contact in the right conversation."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gehoor.channels.email import ours
from gehoor.conversations.models import Contact, Conversation
from gehoor.people.models import Person
from gehoor.postroom import arrivals, channel, reading
from gehoor.postroom.models import Arrival
from gehoor.staff.models import Employee, Team

from .mailing import OURS, RESIDENT, eml

pytestmark = pytest.mark.django_db(transaction=True)

DSN = """From: Mail Delivery System <MAILER-DAEMON@example.nl>
To: {ours}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl

Final-Recipient: rfc822; {resident}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown
--b
Content-Type: text/rfc822-headers

From: {ours}
To: {resident}
Subject: Re: Bladkorf
Message-ID: {message_id}
--b--
"""


def file(raw, *, source="smtp", **envelope) -> Arrival:
    pk = arrivals.keep("email", raw, source=source, envelope=envelope)
    reading.read_due()
    return Arrival.objects.get(pk=pk)


@pytest.fixture
def asked(mailbox):
    """A conversation about a question from Fatima, that Noor answered."""
    conversation = file(eml(message_id="<vraag@example.nl>")).contact.conversation
    noor = Employee.objects.create(username="noor")
    conversation.delivery = channel.get("email").compose(conversation, by=noor, text="In week 47.")
    return conversation


def test_a_bounce_is_tied_to_the_message_that_bounced(asked):
    dsn = DSN.format(ours=OURS, resident=RESIDENT, message_id=asked.delivery.message.message_id)
    contact = file(dsn.replace("\n", "\r\n").encode()).contact

    asked.delivery.refresh_from_db()
    assert contact.conversation == asked
    assert contact.automatic == "bounce"
    assert asked.delivery.state == "failed"
    assert "user unknown" in asked.delivery.problem
    assert Conversation.objects.get().waiting_for == "us"


def test_out_of_office_stands_in_the_conversation_and_moves_nothing(asked):
    headers = [("Auto-Submitted", "auto-replied"), ("In-Reply-To", asked.delivery.message.message_id)]
    contact = file(eml("Ik ben er niet.", subject="Afwezig: Re: Bladkorf", headers=headers)).contact

    assert contact.conversation == asked
    assert contact.automatic
    assert Conversation.objects.get().waiting_for == "person"


def test_a_forward_by_a_third_person_opens_a_linked_conversation(asked):
    headers = [("References", f"<vraag@example.nl> {asked.delivery.message.message_id}")]
    contact = file(eml("Kunt u mijn buurvrouw helpen?", sender="Piet <piet@elders.nl>", headers=headers)).contact

    assert contact.conversation != asked
    assert contact.conversation.split_from == asked
    assert contact.person.name == "Piet"


def test_an_equal_subject_joins_nothing(asked):
    assert file(eml("Zelfde onderwerp")).contact.conversation != asked


def test_two_deliveries_at_once_give_one_conversation(mailbox):
    raw = eml()
    copies = [f"Received: route {number}\r\n".encode() + raw for number in range(4)]
    for copy in copies:
        arrivals.keep("email", copy, source="smtp")
    start = threading.Barrier(2, timeout=30)

    def read():
        start.wait()
        reading.read_due()
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reading.read_due()

    assert Conversation.objects.count() == Contact.objects.count() == Person.objects.count() == 1
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["filed", "known", "known", "known"]


def test_the_team_is_that_of_the_address_written_to(mailbox):
    from gehoor.channels.email.models import ensure_default_mailbox

    care = Team.objects.create(name="Zorg", slug="zorg")
    ensure_default_mailbox("zorg@wierdorp.test", "Zorg", care)
    raw = eml(to="Zorg <ZORG+iets@wierdorp.test>", headers=[("Cc", OURS)])

    assert file(raw).contact.conversation.team == care


def test_mail_without_anything_is_a_visible_item_with_its_original(mailbox):
    arrival = file(b"\r\n\r\n")

    assert arrival.state == Arrival.State.UNREADABLE
    assert arrival.problem
    assert bytes(arrival.original) == b"\r\n\r\n"


def test_without_a_sender_the_envelope_names_one(mailbox):
    contact = file(b"Subject: x\r\n\r\nhallo\r\n", mail_from=RESIDENT).contact

    assert contact.person.addresses.get().value == RESIDENT


@pytest.mark.parametrize("days", [400, -400])
def test_a_clock_that_cannot_be_right_is_not_believed(mailbox, days):
    wrong = timezone.now() + timedelta(days=days)
    raw = eml().replace(b"Date: ", b"X-Date: ")
    raw = f"Date: {wrong:%d %b %Y %H:%M:%S +0000}\r\n".encode() + raw
    arrival = file(raw)

    assert arrival.contact.at == arrival.arrived_at


def test_a_file_as_attachment_and_a_picture_in_the_text(mailbox):
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = RESIDENT, OURS, "Foto"
    mail.set_content("Zie foto")
    mail.add_alternative("<p>Zie <img src='cid:foto'></p>", subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<foto>", filename="foto.png")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="brief.pdf")
    message = file(mail.as_bytes()).contact.messages.get()

    names = {each.name: each.inline for each in message.attachments.all()}
    assert names == {"foto.png": True, "brief.pdf": False}
    assert message.text == "Zie foto"


def test_another_reply_address_is_told_not_followed(mailbox):
    contact = file(eml(headers=[("Reply-To", "oplichter@elders.nl")])).contact

    assert contact.address == RESIDENT
    assert "oplichter@elders.nl" in contact.messages.get().notice


def test_a_message_id_of_ours_used_by_a_stranger_is_a_contact_of_its_own(asked):
    contact = file(eml("Hallo", sender="Piet <piet@elders.nl>", message_id=asked.delivery.message.message_id)).contact

    assert contact.conversation != asked
    assert contact.person.name == "Piet"


def test_our_loop_mark_cannot_be_made_by_others():
    assert ours.loop_mark("<a@b>") != ours.loop_mark("<a@c>")


def test_a_reply_address_at_the_same_host_is_not_followed_either(mailbox):
    headers = [("Reply-To", "oplichter@gmail.example")]
    contact = file(eml(sender="Fatima <fatima@gmail.example>", headers=headers)).contact

    assert contact.address == "fatima@gmail.example"
    assert "oplichter@gmail.example" in contact.messages.get().notice
