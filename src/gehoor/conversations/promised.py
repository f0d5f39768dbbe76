"""What is promised, in a sentence for the person: the same on the desk, on their page, in mail and by phone.

A conversation carries its first open promise as JSON (`kind`, `what`, `from`, `due`; the moments in ISO 8601), so that
who shows how it stands asks for nothing more. Written by `promises`, which stands above this app. Where nobody
could be reached and an employee decides what now, `called` tells of it as in `coming.CALLED`: its moment holds no more.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.core import deadlines

from . import coming

_COMING = {  # by kind of promise, which are those of `promises.models.Promise.Kind`
    "call_back": lambda: _("We call you %(when)s."),
    "answer": lambda: _("You get an answer from us %(when)s."),
    "visit": lambda: _("We come to you %(when)s."),
    "letter": lambda: _("We send you a letter %(when)s."),
    "task": lambda: _("We see to it %(when)s."),
}
_LATE = {
    "call_back": lambda: _("We were to call you %(when)s. That has not happened yet."),
    "answer": lambda: _("You were to get an answer %(when)s. That has not happened yet."),
    "visit": lambda: _("We were to come to you %(when)s. That has not happened yet."),
    "letter": lambda: _("We were to send you a letter %(when)s. That has not happened yet."),
    "task": lambda: _("We were to see to it %(when)s. That has not happened yet."),
}


def packed(kind: str, what: str, from_at: datetime | None, due_at: datetime, called: dict | None = None) -> dict:
    """As a conversation carries it."""
    found = {"kind": kind, "what": what, "from": from_at and from_at.isoformat(), "due": due_at.isoformat()}
    return found | ({"called": called} if called else {})


def sentence(found: dict) -> str:
    """Of what a conversation carries."""
    if called := found.get("called"):
        return coming.not_reached(called)
    return said(found["kind"], found["what"], found["from"] and parse_datetime(found["from"]), parse_datetime(found["due"]))


def when(found: dict) -> str:
    """Only the moment, of what a conversation carries."""
    return deadlines.words(parse_datetime(found["due"]), found["from"] and parse_datetime(found["from"]))


def not_kept(kind: str, from_at: datetime | None, due_at: datetime) -> str:
    """One that was not kept, whether its time has passed or not."""
    return _LATE[kind]() % {"when": deadlines.words(due_at, from_at)}


def said(kind: str, what: str, from_at: datetime | None, due_at: datetime) -> str:
    """One promise; honest where its time has passed."""
    words = (_COMING if due_at > timezone.now() else _LATE)[kind]() % {"when": deadlines.words(due_at, from_at)}
    about = _("It is about: %(what)s") % {"what": what} if what else ""
    return f"{words} {about}".strip()
