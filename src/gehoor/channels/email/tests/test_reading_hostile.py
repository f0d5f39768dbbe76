"""Mail that was broken or made to break: always one understanding, never an exception, never endless work."""

from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.channels.email.reading import ReadMail, read_mail
from gehoor.channels.email.reading.bodies import leaves
from gehoor.channels.email.reading.structure import parse, tidy
from gehoor.channels.email.reading.transfer import decode_transfer

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.eml"))


def texts_of(mail):
    return [
        mail.sender, mail.sender_name, mail.reply_to, *mail.to, *mail.cc, *mail.delivered_to, mail.subject,
        mail.message_id, *mail.references, mail.text, mail.visible, mail.quoted, mail.signature, mail.html,
        mail.html_safe, mail.error, *(each.name for each in mail.attachments),
        *(each.content_type + each.content_id for each in mail.attachments),
    ]  # fmt: skip


def check(raw):
    mail = read_mail(raw)
    assert isinstance(mail, ReadMail)
    assert mail == read_mail(raw)
    for text in texts_of(mail):
        assert "\x00" not in text
        text.encode("utf-8")  # no lone surrogates
    assert len(mail.content_key) == 64
    return mail


def test_it_works():
    assert check(b"").error == "the mail is empty"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes(raw):
    check(raw)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_mutated_samples(path, data):
    raw = bytearray(path.read_bytes())
    for _change in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        if data.draw(st.booleans()):
            raw[at] = data.draw(st.integers(0, 255))
        else:
            raw[at : at + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=20))
        raw = raw or bytearray(b"x")
    check(bytes(raw))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(alphabet="<>/=\"' abdiqtpblockuetylsn:-\n", max_size=400))
def test_any_html(words, tags):
    check(
        b"From: a@example.nl\nContent-Type: text/html; charset=utf-8\n\n"
        + (words + tags).encode("utf-8", "replace")
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_standard_library_sees_the_same_parts(path):
    if path.stem in ("no_boundary", "mbox_bom", "broken_fold", "broken_base64"):
        pytest.skip("here we read more than the standard library does")
    raw = path.read_bytes()
    tree = parse(tidy(raw))
    ours = [decode_transfer(each.body, each.encoding) for each in leaves(tree.root)]
    theirs, waiting = [], [message_from_bytes(raw)]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822":
            theirs.append(None)  # it re-writes attached messages; ours keeps them
        elif part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = part.get_payload() + waiting
        elif part.get_content_type() == "message/delivery-status":
            theirs.append(None)
        else:
            theirs.append(part.get_payload(decode=True))
    assert len(ours) == len(theirs)
    assert all(a == b for a, b in zip(ours, theirs, strict=True) if b is not None)


def nested(levels):
    head = b"From: a@example.nl\nSubject: diep\n"
    return (
        head
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
            for level in range(levels)
        )
        + b"\nbinnenste tekst\n"
    )


def test_five_hundred_levels():
    assert check(nested(500)).text == "binnenste tekst"


def test_more_levels_than_are_read():
    mail = check(nested(3000))
    assert "not read" in mail.error and len(mail.attachments) == 1


def test_five_thousand_parts():
    parts = b"--b\nContent-Type: text/plain; name=a.txt\n\nx\n" * 5000
    mail = check(b"From: a@example.nl\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--")
    assert len(mail.attachments) + 2 >= 999 and "more than 1000 parts" in mail.error


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@example.nl\nSubject: " + b"a " * 500_000 + b"\n\nx",
        b"From: a@example.nl\nTo: " + b"=?utf-8?Q?a" * 9_000 + b"\n\nx",
        b"From: a@example.nl\nTo: " + b"<" * 100_000 + b"\n\nx",
        b"From: a@example.nl\nReferences: " + b"a" * 90_000 + b"\n\nx",
        b"From: a@example.nl\nContent-Type: text/plain; " + b'a="' * 9_000 + b"\n\nx",
        b"From: a@example.nl\nContent-Type: text/html\n\n" + b"<div>" * 200_000 + b"x",
        b"From: a@example.nl\nContent-Type: text/html\n\n" + b"<style>" * 100_000 + b"x",
        b"From: a@example.nl\nContent-Type: text/html\n\n" + b"&zwnj;&nbsp;" * 50_000,
        b"From: a@example.nl\n\n" + b"-- \n" * 50_000,
        b"From: a@example.nl\n\n" + b"> \n" * 60_000,
        b"From: a@example.nl\nContent-Type: multipart/mixed; boundary=-\n\n" + b"--" * 100_000,
        b"From: a@example.nl\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 1_000,
    ],
    ids=lambda raw: raw[20:60],
)
def test_made_to_take_for_ever(raw):
    check(raw)


def test_ten_thousand_links():
    links = b'<a href="https://example.nl/1">klik</a> ' * 10_000
    mail = check(b"From: a@example.nl\nContent-Type: text/html\n\n" + links)
    assert mail.text.count("klik") == 10_000 and mail.html_safe.count("noreferrer") == 10_000


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Zomaar wat tekst,\nzonder koppen.\n", "Zomaar wat tekst,\nzonder koppen."),
        (b"Vraag: hoe laat?\n\nGroet\n", "Vraag: hoe laat?\n\nGroet"),
        (b"From: a@example.nl\nSubject: alleen koppen", ""),
        (b"From: a@example.nl\rSubject: oude Mac\r\rTekst\r", "Tekst"),
        (b"From: a@example.nl\r\r\nSubject: dubbel\r\r\n\r\r\nTekst\r\r\n", "Tekst"),
        ("From: a@example.nl\nSubject: breed\n\nTekst".encode("utf-16"), "Tekst"),
    ],
)
def test_half_a_mail(raw, text):
    mail = check(raw)
    assert mail.text == text
    assert (mail.sender == "a@example.nl") != bool(mail.error)


def test_one_key_over_two_routes_and_another_for_other_content():
    raw = (Path(__file__).parent / "samples" / "mixed.eml").read_bytes()
    key = read_mail(raw).content_key
    other_route = b"Received: from elders\r\nX-Spam: no\r\nDelivered-To: x@example.nl\r\n" + raw.replace(
        b"\n", b"\r\n"
    )
    assert read_mail(other_route).content_key == key
    assert read_mail(b"From x Mon Nov  3 10:12:00 2025\n" + raw + b"\n\n").content_key == key
    assert read_mail(raw.replace(b"Beste gemeente", b"Ander verhaal")).content_key != key
    assert read_mail(b"\x01\x02").content_key != read_mail(b"\x01\x03").content_key
