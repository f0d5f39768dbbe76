"""Somebody without an account begins: a new person with what they typed, and how what they ask is called.

Nobody is recognised by what is typed: it proves nothing, and whoever shares a name or address must not be shown.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from gehoor.people import recognise
from gehoor.people.models import AddressKind, DigitalAddress, Person

from .inbound import Sender

SUBJECT = 80  # characters of the question that name the conversation
LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Newcomer:
    """`sender` is None where nothing was typed; `notice` is what the employee must know about the addresses."""

    person: Person
    sender: Sender | None
    notice: str


def welcome(name="", mail="", phone="") -> Newcomer:
    """A new person; `mail` and `phone` are normalised. Within the transaction that files what they ask."""
    person = Person.objects.create(name=name)
    addresses = [(kind, value) for kind, value in ((AddressKind.EMAIL, mail), (AddressKind.PHONE, phone)) if value]
    notice = " ".join(filter(None, [_give(person, kind, value) for kind, value in addresses]))
    return Newcomer(person, Sender(*addresses[0], name) if addresses else None, notice[:200])


def _give(person, kind, value) -> str:
    """Keep an address that nobody has as theirs; of one that somebody has the employee is told, and nobody gets it."""
    recognise.lock(kind, value)
    holders = [str(holder) for holder in recognise.candidates(kind, value)]
    if not holders:
        DigitalAddress.objects.create(person=person, kind=kind, value=value)
        return ""
    return _("%(address)s was typed. It belongs to %(holder)s: check who this is before you tell anything.") % {
        "address": value[:60], "holder": " / ".join(holders)[:60],
    }


def subject_of(question: str) -> str:
    """The first words, to name the conversation by."""
    line = " ".join(question.split("\n")[0].split())
    return line if len(line) <= SUBJECT else line[:SUBJECT].rsplit(" ", 1)[0] + " …"


def once() -> str:
    """What tells one sending from another, so that the same one sent twice changes nothing."""
    return secrets.token_urlsafe(12)


def page_of(address: str) -> str:
    """A page as we keep it: without what was searched or filled in there; "" where it is none, or no text can hold it."""
    try:
        parts = urlsplit(address.strip()[:500])
    except ValueError:
        return ""
    page = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return page if parts.scheme in ("http", "https") and parts.netloc and page.isprintable() else ""


def title_of(text: str) -> str:
    """The title of a page on one line, as much of it as we keep."""
    return " ".join(text.split())[:LONGEST_TITLE]
