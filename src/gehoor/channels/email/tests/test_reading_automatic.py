"""Machines among the senders: bounces, absence, lists and notifications."""

from pathlib import Path

import pytest

from gehoor.channels.email.reading import read_mail

SAMPLES = Path(__file__).parent / "samples"


def sample(name):
    return read_mail((SAMPLES / f"{name}.eml").read_bytes())


def test_it_works():
    mail = sample("bounce_standard")
    assert mail.auto == "bounce"
    assert mail.bounce.of_message_id == "<uit-1@gemeente.example.nl>"
    assert (mail.bounce.recipient, mail.bounce.status) == ("weg@example.org", "5.1.1")
    assert mail.bounce.permanent
    assert mail.bounce.diagnostic == "550 5.1.1 <weg@example.org> User unknown"


@pytest.mark.parametrize(
    ("name", "of", "status", "permanent"),
    [
        ("bounce_delayed", "<uit-1@gemeente.example.nl>", "4.4.1", False),
        ("bounce_qmail", "<uit-2@gemeente.example.nl>", "5.1.1", True),
        ("bounce_exchange_nl", "<uit-3@gemeente.example.nl>", "5.1.10", True),
        ("bounce_german", "", "5.2.2", True),
    ],
)
def test_bounces_of_other_kinds(name, of, status, permanent):
    bounce = sample(name).bounce
    assert sample(name).auto == "bounce"
    assert (bounce.of_message_id, bounce.status, bounce.permanent) == (of, status, permanent)
    assert bounce.recipient == "weg@example.org"


@pytest.mark.parametrize(
    ("name", "auto"),
    [
        ("away_nl", "out-of-office"),
        ("away_rfc", "out-of-office"),
        ("away_de", "out-of-office"),
        ("newsletter", "list"),
        ("list", "list"),
        ("machine", "auto"),
        ("noreply", "auto"),
        ("report_delivered", "auto"),
        ("suppress_only", ""),
        ("sick", ""),
        ("plain", ""),
    ],
)
def test_kinds_of_sender(name, auto):
    mail = sample(name)
    assert mail.auto == auto
    assert mail.bounce is None


@pytest.mark.parametrize(
    ("header", "auto"),
    [
        ("Return-Path: <>", "auto"),
        ("X-Autoreply: yes", "out-of-office"),
        ("Precedence: auto_reply", "out-of-office"),
        ("Precedence: junk", "list"),
        ("X-Loop: info@gemeente.example.nl", "auto"),
        ("Auto-Submitted: no", ""),
        ("Subject: Out of Office: vraag", "out-of-office"),
        ("Subject: Re: uw mail niet bezorgd", ""),
        ("Subject: pakket niet bezorgd", ""),
    ],
)
def test_single_headers(header, auto):
    assert read_mail(f"From: jan@example.nl\n{header}\n\nTekst".encode()).auto == auto
