"""Reads one mail from its bytes: the table of contents of this package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from . import addresses, attachments, automatic, bodies, dates, delivery_report, invites, quotes, structure
from .content_key import content_key
from .headers import Headers
from .html_safe import make_safe
from .model import ReadMail
from .transfer import decode_transfer

T = TypeVar("T")
MAX_SUBJECT = 2_000


def read_mail(raw: bytes) -> ReadMail:
    """Never raises: what could not be read is named in `error`, and the rest is given."""
    raw = bytes(raw)
    if not raw.strip(b"\x00 \t\r\n"):
        return ReadMail(content_key=_key_of_bytes(raw), error="the mail is empty")
    trouble = _Trouble()
    tidied = trouble.attempt("outer form", lambda: structure.tidy(raw), raw)
    tree = trouble.attempt("structure", lambda: structure.parse(tidied), _unread(tidied))
    trouble.add(tree.trouble)
    headers = tree.root.headers
    if headers.broken:
        trouble.add("no mail headers were found: everything was read as text")
    understood = _read_headers(headers, trouble)
    _read_body(tree.root, understood, trouble)
    key = trouble.attempt("content key", lambda: _key(tree, tidied), _key_of_bytes(raw))
    return ReadMail(**understood, content_key=key, error=trouble.said())


class _Trouble:
    """Collects what failed, so that one bad piece never hides the others."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, sentence: str) -> None:
        if sentence and sentence not in self.sentences:
            self.sentences.append(sentence)

    def attempt(self, what: str, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Exception as failure:  # noqa: BLE001 - any byte may come in; nothing may stop intake
            self.add(f"the {what} could not be read ({type(failure).__name__})")
            return otherwise

    def said(self) -> str:
        return "; ".join(self.sentences)


def _unread(raw: bytes) -> structure.Tree:
    return structure.Tree(structure.Part(Headers([], broken=True), raw[:1_000_000]))


def _key(tree: structure.Tree, tidied: bytes) -> str:
    if tree.root.headers.broken:
        return _key_of_bytes(tidied)
    return content_key(tree.root.headers, tree.body)


def _key_of_bytes(raw: bytes) -> str:
    return hashlib.sha256(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")).hexdigest()


def _read_headers(headers: Headers, trouble: _Trouble) -> dict:
    attempt = trouble.attempt
    name, sender = attempt("sender", lambda: addresses.first_address(headers, "from", "sender"), ("", ""))
    all_addresses = addresses.all_addresses
    return {
        "sender": sender,
        "sender_name": name,
        "reply_to": attempt("reply address", lambda: addresses.first_address(headers, "reply-to")[1], ""),
        "to": attempt("addressees", lambda: all_addresses(headers, "to"), ()),
        "cc": attempt("copies", lambda: all_addresses(headers, "cc"), ()),
        "delivered_to": attempt(
            "delivery addresses",
            lambda: all_addresses(headers, "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"),
            (),
        ),
        "subject": attempt("subject", lambda: headers.text("subject")[:MAX_SUBJECT], ""),
        "date": attempt("date", lambda: dates.parse(headers.text("date")), None),
        "message_id": attempt("message id", lambda: addresses.first_message_id(headers), ""),
        "references": attempt("references", lambda: addresses.references(headers), ()),
    }


def _read_body(root: structure.Part, understood: dict, trouble: _Trouble) -> None:
    attempt = trouble.attempt
    subject = understood["subject"]
    chosen = attempt("text", lambda: bodies.choose(root), bodies.Bodies())
    files, chosen = attempt("attachments", lambda: attachments.read(chosen), ([], chosen))
    if not chosen.text.strip():
        chosen.text = chosen.marked = attempt("invite", lambda: _invite(chosen), "")
    parted = attempt(
        "quotes", lambda: quotes.part(chosen.marked, subject), quotes.Parted(chosen.text, "", "")
    )
    all_leaves = attempt("parts", lambda: bodies.leaves(root), [])
    bounce = attempt(
        "delivery report", lambda: delivery_report.find(root, all_leaves, subject, chosen.text), None
    )
    understood.update(
        text=chosen.text,
        visible=parted.visible,
        quoted=parted.quoted,
        signature=parted.signature,
        html=chosen.html,
        html_safe=attempt("HTML", lambda: make_safe(chosen.html), ""),
        attachments=tuple(files),
        bounce=bounce,
        auto=attempt(
            "origin", lambda: automatic.kind(root, understood["sender"], subject, bounce is not None), ""
        ),
    )


def _invite(chosen: bodies.Bodies) -> str:
    for part in chosen.attached:
        if part.content_type == "text/calendar":
            return invites.describe(decode_transfer(part.body, part.encoding))
    return ""
