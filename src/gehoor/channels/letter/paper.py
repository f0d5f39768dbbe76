"""Paper as PDF: our letters and separator sheets. Nothing is ever fetched from elsewhere to make them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.safestring import mark_safe

from gehoor.conversations import links, reply_token
from gehoor.core import organisation
from gehoor.core.paper import pdf

from . import batch
from .reading.marks import OURS

ACCENT = "#0e5a51"  # that of tokens.css, where the house style sets none
HOUSE_ACCENT = re.compile(r"--gehoor-accent:\s*(#[0-9a-fA-F]{3,8})\b")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOM = (71, 57, 533, 153)  # left, bottom, right, top of a stamp, in points from the left bottom corner; letter.css
CLOSING = re.compile(r"\b(groet|groeten|hoogachtend)\b", re.IGNORECASE)
CLOSING_WITHIN = 160  # characters at the end of a letter that its writer ended already


def letter(conversation, person, *, address: str, subject: str, text: str, by, at=None, has_link=False) -> bytes:
    """A letter to `person` at `address`, with the QR that ties what comes back to this conversation. Raises `NoPaper`.

    With `has_link` its first page keeps room for what `stamps` make.
    """
    body = text.replace("\r\n", "\n").strip()
    with translation.override("nl"):
        day = formats.date_format(timezone.localtime(at), "j F Y")
    return _pdf("letter/pdf/letter.html", {
        "lines": [line for line in (person.name, *address.split(", ")) if line], "subject": plain_subject(subject),
        "text": body, "day": day, "conversation": conversation, "by": by, "is_ended": is_ended(body), "has_link": has_link,
        "qr": _qr(f"{OURS}{reply_token.issue(conversation.pk, person.pk)}".upper()),
    })


@dataclass(frozen=True, slots=True)
class Stamp:
    """What of a link goes on paper: its address for a telephone, the code to type, and the day it ends."""

    url: str
    code: str = ""
    until: date | None = None

    @classmethod
    def of(cls, link):
        return cls(links.url_of(link), links.code_of(link), timezone.localtime(link.expires_at).date())


def sample() -> Stamp:
    """For a letter that is looked at before it is written: as the real one, and opens nothing."""
    return Stamp(f"http://{links.place()}", "····-····-····")


def stamps(told: list[Stamp]) -> bytes:
    """A PDF with a page for each, to lay over the first page of a letter. Raises `NoPaper`.

    The letter that we keep does not hold it, so that neither our database nor a backup opens a conversation.
    """
    shown = [(stamp, _qr(stamp.url)) for stamp in told if stamp.url]
    return _pdf("letter/pdf/stamps.html", {"stamps": shown, "place": links.place()})


def separator_sheet(team=None) -> BytesIO:
    """A sheet that cuts a scanned pile; the letters after it are for `team`. Raises `NoPaper`."""
    return BytesIO(_pdf("letter/pdf/separator.html", {"team": team, "qr": _qr(batch.separator(team.slug if team else ""))}))


def plain_subject(subject: str) -> str:
    """The subject as paper says it, without the Re: and Fwd: of mail programs."""
    return re.sub(r"^((re|fw|fwd|antw|doorst)\s*:\s*)+", "", " ".join(subject.split()), flags=re.IGNORECASE)


def is_ended(text: str) -> bool:
    """Whether whoever wrote it said goodbye already."""
    return bool(CLOSING.search(text[-CLOSING_WITHIN:]))


def _qr(content: str) -> str:
    return mark_safe(segno.make(content, error="m", micro=False, boost_error=False).svg_inline(omitsize=True, border=2))


def _pdf(template: str, context: dict) -> bytes:
    house = organisation.current()
    return pdf(render_to_string(template, {**context, "organisation": house, "accent": accent(house.house_style)}))


@lru_cache(maxsize=8)
def accent(house_style: str) -> str:
    """The accent colour of this style sheet, else our own."""
    place = finders.find(house_style) if house_style else None
    found = HOUSE_ACCENT.search(COMMENT.sub("", Path(place).read_text())) if place else None
    return found[1] if found else ACCENT
