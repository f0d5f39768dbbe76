"""Confirming that mail came in: once, in a human tone, never to machines."""

import pytest

from gehoor.channels.email import acknowledgement
from gehoor.conversations.models import Contact, Conversation
from gehoor.core import organisation
from gehoor.postroom import announce
from gehoor.postroom.models import Delivery, StandardText

from .mailing import OURS, RESIDENT, eml, post, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arrive(receiver, outgoing):
    def arrive(raw, **envelope):
        post(receiver.port, raw, **envelope)
        work_off()

    return arrive


def test_it_works(arrive, outgoing):
    house = organisation.current()
    house.name, house.phone = "Gemeente Wierdorp", "14 0123"
    house.save()
    arrive(eml(message_id="<vraag@example.nl>"))

    (mail,) = outgoing.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == RESIDENT
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["In-Reply-To"] == "<vraag@example.nl>"
    assert mail["Reply-To"].startswith("gemeente+")
    assert OURS in mail["From"]
    assert "Goedendag Fatima El Idrissi," in text
    assert "14 0123" in text
    assert Conversation.objects.get().reference in text
    assert "Goedendag Fatima" in mail.get_body(("html",)).get_content()


def test_twice_announced_is_once_confirmed(arrive, outgoing):
    arrive(eml())
    announce.announce(Contact.objects.get(direction="in").pk)
    assert not acknowledgement.acknowledge(Contact.objects.get(direction="in"))
    work_off()

    assert len(outgoing.mails) == 1


def test_the_same_mail_by_two_routes_is_confirmed_once(arrive, outgoing):
    raw = eml()
    arrive(raw)
    arrive(b"Received: from a by b; Mon, 2 Nov 2026 12:00:00 +0100\r\n" + raw)

    assert len(outgoing.mails) == 1
    assert Contact.objects.filter(direction="in").count() == 1


def test_a_follow_up_soon_after_is_not_confirmed_again(arrive, outgoing):
    arrive(eml(message_id="<een@example.nl>"))
    arrive(eml("En nog iets", headers=[("References", "<een@example.nl>")]))

    assert Contact.objects.filter(direction="in").count() == 2
    assert len(outgoing.mails) == 1


@pytest.mark.parametrize("header", [
    ("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "auto-generated"), ("Precedence", "bulk"),
    ("List-Id", "<nieuws.example.nl>"), ("X-Gehoor-Loop", "0123456789abcdef01234567"),
])
def test_machines_are_not_answered(arrive, outgoing, header):
    arrive(eml(headers=[header]))

    assert Conversation.objects.count() == 1
    assert outgoing.mails == []


def test_mail_from_our_own_address_is_not_answered(arrive, outgoing):
    arrive(eml(sender=f"Formulier <{OURS}>"), sender=OURS)

    assert Conversation.objects.count() == 1
    assert outgoing.mails == []


def test_a_form_that_mails_from_our_address_is_of_the_resident(arrive):
    arrive(eml(sender=f"Karel de Vries <{OURS}>", headers=[("Reply-To", "karel@example.nl")]), sender=OURS)

    assert Contact.objects.get().person.addresses.get().value == "karel@example.nl"


def test_two_machines_that_do_not_say_so_stop_after_some(arrive, outgoing, monkeypatch):
    monkeypatch.setattr(acknowledgement, "MOST_A_DAY", 3)
    for number in range(6):
        arrive(eml(f"Uw bericht {number} is ontvangen", subject=f"Auto {number}"))

    assert Conversation.objects.count() == 6
    assert len(outgoing.mails) == 3


def test_an_editors_own_text_with_blanks(arrive, outgoing):
    StandardText.objects.create(
        key="acknowledgement", subject="Binnen: {subject}", body="Dag {name} ,\n\nBel {phone}.\n\nZie {onbekend}.",
    )
    arrive(eml(sender=RESIDENT))

    (mail,) = outgoing.mails
    assert mail["Subject"] == "Binnen: Bladkorf in de Lindelaan"
    assert mail.get_body(("plain",)).get_content().split()[:4] == ["Dag,", "Zie", "{onbekend}.", "Alles"]


def test_mail_over_the_limit_is_kept_shown_and_told(arrive, outgoing, settings):
    settings.MAIL_READ_LIMIT = 5_000
    arrive(eml("x\n" * 5_000))

    message = Conversation.objects.get().messages.get(contact__direction="in")
    assert message.text == "" and "te groot" in message.notice or "too large" in message.notice
    assert "te groot" in outgoing.mails[0].get_body(("plain",)).get_content() + outgoing.mails[0]["Subject"]
    assert Delivery.objects.get().acknowledges == message.contact
