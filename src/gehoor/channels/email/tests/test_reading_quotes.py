"""New text parted from quotes and signatures, as Dutch, English and German mail programs write them."""

import re
from pathlib import Path

import pytest

from gehoor.channels.email.reading.quotes import part

REPLIES = (Path(__file__).parent / "samples" / "replies.txt").read_text(encoding="utf-8")


def replies():
    for block in REPLIES.split("==== ")[1:]:
        head, new = block.split("\n---- new\n")
        name, text = head.split("\n", 1)
        yield pytest.param(text, new.strip("\n"), id=name)


def words(text):
    return re.sub(r"[>\s]+", " ", text).strip()


def test_it_works():
    parted = part(
        "Ja graag.\n\n-- \nFatima\n\nOp ma 3 nov 2025 om 10:12 schreef Piet <piet@example.nl>:\n\n>"
        " Zullen wij bellen?"
    )
    assert parted.visible == "Ja graag."
    assert parted.signature == "-- \nFatima".replace("-- ", "--")
    assert parted.quoted.endswith("> Zullen wij bellen?")


@pytest.mark.parametrize(("text", "new"), list(replies()))
def test_each_mail_program(text, new):
    assert words(part(text).visible) == words(text if new == "=" else new)


@pytest.mark.parametrize(("text", "new"), list(replies()))
def test_no_word_is_lost(text, new):
    parted = part(text)
    kept = words(f"{parted.visible} {parted.quoted} {parted.signature}").split()
    assert sorted(kept) == sorted(words(text).split())


def test_a_forward_is_known_by_its_subject():
    block = "Van: Piet <piet@example.nl>\nVerzonden: maandag\nAan: Jan\nOnderwerp: lamp"
    text = f"Met vriendelijke groet,\nJan\n\n{block}\n\nDe lamp is stuk."
    assert "De lamp is stuk." in part(text, subject="FW: lamp").visible
    assert "De lamp is stuk." not in part(text, subject="RE: lamp").visible


def test_a_long_mail_is_parted_too():
    text = "Nieuw.\n\nOp ma 3 nov 2025 om 10:12 schreef Piet <piet@example.nl>:\n\noud " + "woord\n" * 100_000
    assert part(text).visible == "Nieuw."
    assert part("regel\n" * 100_000).visible.count("regel") == 100_000
