"""A scanner that mails: its attachments become letters, everything else stays mail."""

from email.message import EmailMessage

import pytest

from gehoor.conversations.models import Contact
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival

from .mailing import OURS

PDF = b"%PDF-1.4 een scan %%EOF"


@pytest.fixture
def scanner(mailbox):
    mailbox.is_scanner = True
    mailbox.save()
    return mailbox


def scan_mail(*files) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kopieerder@wierdorp.test", OURS, "Scan"
    mail.set_content("Zie bijlage.")
    for name, kind, content in files:
        mail.add_attachment(content, *kind.split("/"), filename=name)
    return mail.as_bytes()


def come_in(original) -> Arrival:
    arrival = Arrival.objects.create(
        channel="email", source="imap", digest=Arrival.digest_of(original), original=original, size=len(original),
        envelope={"mailbox": OURS},
    )
    reading.read_one(arrival.pk)
    arrival.refresh_from_db()
    return arrival


@pytest.mark.django_db
def test_it_works(scanner):
    mail = come_in(scan_mail(("SCAN1.pdf", "application/pdf", PDF), ("SCAN2.TIF", "application/octet-stream", b"II*\0 twee")))

    assert mail.state == Arrival.State.FILED and not Contact.objects.exists()
    letters = list(Arrival.objects.filter(channel="letter").order_by("pk"))
    assert [bytes(each.original) for each in letters] == [PDF, b"II*\0 twee"]
    assert [each.envelope for each in letters] == [
        {"name": "SCAN1.pdf", "team": scanner.team_id}, {"name": "SCAN2.TIF", "team": scanner.team_id}]


@pytest.mark.django_db
def test_the_same_scan_in_two_mails_is_one_letter(scanner):
    come_in(scan_mail(("SCAN1.pdf", "application/pdf", PDF)))
    come_in(scan_mail(("ANDERS.pdf", "application/pdf", PDF)))

    assert Arrival.objects.filter(channel="letter").count() == 1


@pytest.mark.django_db
def test_a_mail_without_scans_is_mail(scanner):
    assert come_in(scan_mail()).contact is not None
    assert come_in(scan_mail(("tabel.csv", "text/csv", b"a;b"))).contact is not None


@pytest.mark.django_db
def test_attachments_of_other_mailboxes_stay_with_their_mail(mailbox):
    contact = come_in(scan_mail(("brief.pdf", "application/pdf", PDF))).contact

    assert contact.messages.get().attachments.get().name == "brief.pdf"
    assert not Arrival.objects.filter(channel="letter").exists()
