"""Bounces: standard delivery reports (RFC 3464) and the free texts of Exchange, Postfix, Exim and qmail."""

from __future__ import annotations

import re

from .addresses import all_addresses, first_message_id, message_ids, references
from .charsets import clean, clean_line, decode
from .headers import Headers, decode_value, split
from .model import Bounce
from .structure import Part, tidy
from .transfer import decode_transfer

_SUBJECT = re.compile(
    r"undeliver|undelivered mail|delivery (?:status notification|failure|has failed|failed)"
    r"|mail delivery (?:failed|failure|system)"
    r"|mail system error|failure notice|returned mail|returned to sender|message (?:not"
    r"|could not be) delivered|onbestelbaar"
    r"|niet (?:bezorgd|afgeleverd|bestelbaar|bezorgbaar)|onbezorgbaar|kon niet worden (?:bezorgd"
    r"|afgeleverd)|bezorging mislukt"
    r"|aflevering mislukt|unzustellbar|nicht zugestellt|zustellung (?:fehlgeschlagen|nicht möglich)"
    r"|could not be delivered",
    re.IGNORECASE,
)
_DAEMON = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-?daemon|microsoftexchange[0-9a-f]*|maildaemon)\b", re.IGNORECASE
)
_PHRASE = re.compile(
    r"could not be delivered|couldn't be delivered|was not delivered|wasn't delivered|delivery has failed"
    r"|unable to deliver"
    r"|permanent error|permanent failure|permanent fatal error|address(?:es)? (?:failed|rejected)"
    r"|user unknown"
    r"|no such user|mailbox (?:unavailable|is full|full)|over quota|kan niet worden (?:bezorgd"
    r"|afgeleverd)|niet worden bezorgd"
    r"|niet worden afgeleverd|is niet bezorgd|bestaat niet|nicht zugestellt|konnte nicht|quota exceeded",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_ADDRESS = re.compile(r"[\w.+=&'/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DELAY = re.compile(
    r"delay|vertraag|verzöger|will (?:keep|continue) try|temporarily|nog niet bezorgd|noch nicht zugestellt",
    re.IGNORECASE,
)
_ID_LINE = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]{3,900}>)", re.IGNORECASE | re.MULTILINE)


def find(root: Part, leaves: list[Part], subject: str, text: str) -> Bounce | None:
    """The bounce in this mail, or None; a report of success is none."""
    headers = root.headers
    groups = _groups(leaves)
    if groups:
        failed = next((each for each in groups if each.text("action").lower() in ("failed", "delayed")), None)
        if failed is None and any("action" in each for each in groups):
            return None
        return _standard(failed or groups[-1], headers, leaves, text)
    if not _is_free_report(headers, root, subject, text):
        return None
    return _free(headers, leaves, subject, text)


def _groups(leaves: list[Part]) -> list[Headers]:
    """The per-recipient groups of a message/delivery-status part."""
    found = []
    for part in leaves:
        if part.content_type in ("message/delivery-status", "message/global-delivery-status"):
            body = decode_transfer(part.body, part.encoding).replace(b"\r\n", b"\n")[:200_000]
            for block in re.split(rb"\n[ \t]*\n", body.strip())[:100]:
                group, _rest = split(block.strip() + b"\n\n")
                if "final-recipient" in group or "original-recipient" in group or "action" in group:
                    found.append(group)
    return found


def _standard(group: Headers, headers: Headers, leaves: list[Part], text: str) -> Bounce:
    diagnostic = decode_value(group.raw("diagnostic-code")).partition(";")
    status = _STATUS.search(group.text("status")) or _STATUS.search(diagnostic[2])
    code = status[1] if status else ""
    delayed = group.text("action").lower() == "delayed"
    recipient = ""
    for name in ("final-recipient", "original-recipient"):
        match = _ADDRESS.search(group.text(name).partition(";")[2] or group.text(name))
        recipient = recipient or (match[0].lower() if match else "")
    return Bounce(
        _bounced_id(headers, leaves, text),
        recipient,
        code,
        not delayed and not code.startswith("4"),
        clean_line(diagnostic[2] or diagnostic[0])[:500],
    )


def _is_free_report(headers: Headers, root: Part, subject: str, text: str) -> bool:
    if root.params.get("report-type", "").lower() == "delivery-status" or "x-failed-recipients" in headers:
        return True
    sender = decode(headers.raw("from"))
    returned = headers.raw("return-path").strip() == b"<>"
    from_daemon = bool(_DAEMON.search(sender)) or returned or not sender.strip()
    says_so = bool(_SUBJECT.search(subject))
    if says_so and re.match(r"\s*(re|fw|fwd|antw|aw)\s*:", subject, re.IGNORECASE) and not from_daemon:
        return False
    if from_daemon:
        return says_so or bool(
            _PHRASE.search(text[:3000]) and (_DAEMON.search(sender) or _STATUS.search(text[:3000]))
        )
    automatic = headers.text("auto-submitted").lower().startswith("auto-")
    return (
        says_so
        and (automatic or "x-ms-exchange-message-is-ndr" in headers)
        and bool(_PHRASE.search(text[:3000]))
    )


def _free(headers: Headers, leaves: list[Part], subject: str, text: str) -> Bounce:
    head = text[:5000]
    failed = all_addresses(headers, "x-failed-recipients")
    own = set(all_addresses(headers, "from", "to", "reply-to", "delivered-to"))
    recipient = failed[0] if failed else ""
    if not recipient:
        candidates = (match[0].lower().strip(".'") for match in _ADDRESS.finditer(head))
        recipient = next((each for each in candidates if each not in own and not _DAEMON.match(each)), "")
    status = _STATUS.search(head)
    code = _CODE.search(head)
    shown = status[1] if status else f"{code[1]}.0.0" if code else ""
    permanent = not shown.startswith("4") and not _DELAY.search(subject)
    lines = head.split("\n")
    said = (line for pattern in (_STATUS, _CODE, _PHRASE) for line in lines if pattern.search(line))
    diagnostic = clean_line(next(said, ""))[:500]
    return Bounce(_bounced_id(headers, leaves, text), recipient, shown, permanent, diagnostic)


def _bounced_id(headers: Headers, leaves: list[Part], text: str) -> str:
    """The Message-ID of the returned mail: from its copy, else from the text, else what the report"
    " refers to."""
    for part in leaves:
        if part.content_type in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/global",
            "message/rfc822-headers",
        ):
            returned, _body = split(tidy(decode_transfer(part.body, part.encoding)[:200_000]))
            found = first_message_id(returned)
            if found:
                return found
    named = _ID_LINE.search(clean(text[:100_000]))
    if named:
        return named[1]
    original = message_ids(
        headers.raw("x-ms-exchange-original-message-id") or headers.raw("original-message-id")
    )
    return next(iter([*original, *reversed(references(headers))]), "")
