"""Sample mails, one per kind that reaches a mailbox, and what intake must understand of each."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gehoor.channels.email.reading import as_json, read_mail

SAMPLES = Path(__file__).parent / "samples"


def sample(name):
    return read_mail((SAMPLES / f"{name}.eml").read_bytes())


def test_it_works():
    mail = sample("plain")
    assert (mail.sender, mail.sender_name) == ("fatima@example.nl", "Fatima de Vries")
    assert mail.to == ("info@gemeente.example.nl",)
    assert mail.delivered_to == ("info@gemeente.example.nl",)
    assert mail.subject == "Bladkorf in de Lindelaan"
    assert mail.date == datetime(2025, 11, 3, 9, 12, tzinfo=UTC)
    assert mail.message_id == "<lindelaan1@example.nl>"
    assert mail.visible.startswith("Goedemiddag,") and "één bende" in mail.text
    assert (mail.auto, mail.error, mail.attachments) == ("", "", ())


def test_mixed_related_and_alternative_in_one_mail():
    mail = sample("mixed")
    assert mail.subject == "Formulier met bijlage ✓"
    assert mail.text == "Beste gemeente,\n\nHierbij het formulier, 50 € café.\n".strip()
    logo, form = mail.attachments
    assert (logo.name, logo.inline, logo.content_id) == ("logo.png", True, "logo@example.nl")
    assert (form.name, form.content_type, form.inline) == ("aanvraag café.pdf", "application/pdf", False)
    assert form.content == b"%PDF-1.4 sample" and form.size == 15
    assert form.sha256 == hashlib.sha256(form.content).hexdigest()
    assert 'data-cid="logo@example.nl"' in mail.html_safe
    assert 'data-remote-src="https://volg.example.nl/p.gif"' in mail.html_safe
    assert "script" not in mail.html_safe


@pytest.mark.parametrize(
    ("name", "visible"),
    [
        ("lying_charset", "Het café is één grote puinhoop – echt."),
        ("cp1252_as_utf8", "Het café kost € 5."),
        ("unknown_charset", "Het café kost € 5."),
        ("japanese", "日本語"),
        ("raw_headers", "Hoi"),
        ("gmail_html", "Dank u wel!"),
        ("bottom_html", "Lindelaan 4\n\n0612345678"),
        ("no_final_boundary", "Tekst"),
        ("no_boundary", "Tekst"),
        ("broken_base64", "Hallo, één vraag over afval\n____\nVoettekst van de lijst."),
        ("attached_mail", "Zie de mail in de bijlage."),
        ("signed", "Getekende tekst"),
        ("pgp", ""),
        ("flowed", "Dit is een lange regel die doorloopt."),
        ("several_texts", "Eerste\n\nTweede"),
        ("mixed_doubles", "Dezelfde tekst staat hier twee keer."),
        ("winmail", "Tekst uit Outlook"),
        ("winmail_broken", "Hoi"),
        ("uuencoded", "Zie bijlage."),
        ("mbox_bom", "Hallo daar\ntweede regel"),
        ("broken_fold", "Tekst"),
        (
            "invite",
            (
                "Uitnodiging: Keukentafelgesprek\n"
                "Wanneer: maandag 10 november 2025 14:00 tot 15:00 (Europe/Amsterdam)\n"
                "Waar: Raadhuis, kamer 2"
            ),
        ),
        (
            "html_only",
            (
                "Hallo,\n\nKunt u mij deze pagina (https://gemeente.example.nl/afval) uitleggen?\n\n"
                "- grof vuil\n- glas\n\nGroet, Fatima"
            ),
        ),
    ],
)
def test_what_is_new(name, visible):
    mail = sample(name)
    assert mail.visible == visible
    assert mail.error == ""


def test_a_plain_part_that_only_points_at_the_html_is_passed_over():
    assert sample("stub_plain").text.startswith("Vraag over parkeren\n\nMag ik voor mijn deur")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("no_final_boundary", ["a.pdf"]),
        ("no_boundary", ["a.pdf"]),
        ("attached_mail", ["Klacht over café.eml"]),
        ("invite", ["invite.ics"]),
        ("winmail", ["verslag.txt"]),
        ("winmail_broken", ["winmail.dat"]),
        ("signed", ["smime.p7s"]),
        ("several_texts", ["foto.png", "notitie.txt"]),
        ("uuencoded", ["notitie.txt"]),
        ("pgp", ["bijlage-1.pgp", "encrypted.asc"]),
    ],
)
def test_attached_files(name, files):
    assert [each.name for each in sample(name).attachments] == files


def test_names_of_files_lead_nowhere():
    names = [each.name for each in sample("bad_names").attachments]
    assert names[:5] == ["wacht woord.pdf", "nota.pdf", "bijlage-3.pdf", "fotogpj.exe", "résumé.txt"]
    assert len(names[5]) == 150 and names[5].endswith(".docx")
    assert names[6] == "bijlage-7.jpg"


def test_an_attached_mail_is_kept_as_it_came():
    attached = sample("attached_mail").attachments[0]
    assert attached.content_type == "message/rfc822"
    assert b"binnen.pdf" in attached.content
    assert read_mail(attached.content).visible == "Binnenste tekst"


def test_headers_that_are_broken_or_doubled():
    mail = sample("two_froms")
    assert (mail.sender, mail.sender_name) == ("fatima@example.nl", "Fatima")
    assert mail.message_id == "<tweede@example.nl>"
    assert mail.references == ("<a@x>", "<b@x>", "<c@x>")
    mail = sample("broken_fold")
    assert mail.subject == "Een onderwerp dat zonder inspringing doorloopt"
    assert (mail.sender, mail.message_id) == ("fatima@example.nl", "<geen-haken@example.nl>")
    mail = sample("raw_headers")
    assert (mail.sender_name, mail.subject) == ("José de Wit", "Één vraag")


def test_only_the_first_and_the_latest_references_are_kept():
    ids = [f"<{number}@example.nl>" for number in range(200)]
    mail = read_mail(f"From: a@example.nl\nReferences: {' '.join(ids)}\n\nx".encode())
    assert mail.references == (ids[0], *ids[-49:])


def test_as_json_has_no_bytes_and_null_for_nothing():
    plain = as_json(sample("mixed"))
    assert plain["auto"] is None and plain["error"] is None and plain["from"] == "fatima@example.nl"
    assert plain["attachments"][1].keys() == {"name", "type", "size", "sha256"}
