"""What a mail reads as: plain frozen records, without Django and without database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReadAttachment:
    """One attached file; `size` in bytes, `sha256` in hex, `content_id` without angle brackets."""

    name: str
    content_type: str
    size: int
    sha256: str
    content: bytes
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says about our message; `status` as in RFC 3463, for example "5.1.1"."""

    of_message_id: str = ""
    recipient: str = ""
    status: str = ""
    permanent: bool = True
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """Everything intake understood of one mail; addresses in lower case, texts without NUL."""

    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    date: datetime | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    visible: str = ""
    quoted: str = ""
    signature: str = ""
    html: str = ""
    html_safe: str = ""
    attachments: tuple[ReadAttachment, ...] = ()
    auto: str = ""
    bounce: Bounce | None = None
    content_key: str = ""
    error: str = ""


def as_json(mail: ReadMail) -> dict:
    """The mail as plain data for `gehoor mail read --json`; contents of attachments are left out."""
    return {
        "from": mail.sender,
        "from_name": mail.sender_name,
        "reply_to": mail.reply_to,
        "to": list(mail.to),
        "cc": list(mail.cc),
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "references": list(mail.references),
        "text": mail.text,
        "visible": mail.visible,
        "quoted": mail.quoted,
        "signature": mail.signature,
        "html_safe": mail.html_safe,
        "attachments": [
            {"name": each.name, "type": each.content_type, "size": each.size, "sha256": each.sha256}
            for each in mail.attachments
        ],
        "auto": mail.auto or None,
        "bounce": _bounce_as_json(mail.bounce),
        "error": mail.error or None,
    }


def _bounce_as_json(bounce: Bounce | None) -> dict | None:
    if bounce is None:
        return None
    return {name: getattr(bounce, name) for name in Bounce.__slots__}
