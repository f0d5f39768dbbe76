"""Which leaves of the mail are its text, and which are attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from .charsets import clean, decode
from .flowed import unflow
from .html_text import html_to_text
from .structure import Part
from .transfer import decode_transfer

MAX_TEXT = 5_000_000
_TEXTS = {"text/plain", "text/html", "text/markdown", "text/enriched", "text/richtext", "text/x-plain"}
_RENDERINGS = {"text/x-amp-html", "text/watch-html"}  # of the same text, for other readers
_STUB = re.compile(
    r"html|browser|viewer|webversie|online versie|online|weergave|weergeven|ondersteun|anzeigen|unterst",
    re.IGNORECASE,
)
_STARTS_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|div|table|p|meta)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Slot:
    """One stretch of the mail's text, in the renderings that the sender gave."""

    plain: str = ""
    html: str = ""
    htmls: list[str] = field(default_factory=list)
    group: int = 0


@dataclass(slots=True)
class Bodies:
    """text: plain text of all; marked: the same with marks for quotes.part(); html: all HTML in order."""

    text: str = ""
    marked: str = ""
    html: str = ""
    attached: list[Part] = field(default_factory=list)


def leaves(root: Part) -> list[Part]:
    """All leaves in the order of the mail."""
    found, waiting = [], [root]
    while waiting:
        part = waiting.pop()
        if part.children:
            waiting.extend(reversed(part.children))
        elif not part.content_type.startswith("multipart/") or part.body.strip():
            found.append(part)
    return found


def choose(root: Part) -> Bodies:
    """Parts text from attachments and reads the text."""
    slots: list[Slot] = []
    attached: list[Part] = []
    all_leaves = leaves(root)
    named_text: list[Part] = []
    for part in all_leaves:
        if part.content_type in _RENDERINGS and part.parent is not None:
            continue
        if not _may_be_text(part):
            attached.append(part)
        elif part.filename and part.parent is not None:
            attached.append(part)
            named_text.append(part)
        else:
            _add(slots, part)
    if not any(slot.plain.strip() or slot.html.strip() for slot in slots) and named_text:
        first = named_text[0]
        if first.disposition != "attachment" and first is all_leaves[0]:
            attached.remove(first)
            _add(slots, first)
    return _joined(_without_doubles(slots), attached)


def _may_be_text(part: Part) -> bool:
    if part.content_type not in _TEXTS or part.disposition == "attachment":
        return False
    parent = part.parent
    if parent is not None and parent.content_type == "multipart/related" and part is not parent.children[0]:
        return not part.headers.raw("content-id")
    return True


def _add(slots: list[Slot], part: Part) -> None:
    text = read_text(part)
    group = _alternative(part)
    slot = slots[-1] if slots and group and slots[-1].group == group else None
    if slot is None:
        slot = Slot(group=group)
        slots.append(slot)
    if part.content_type == "text/html" or (part.content_type == "text/plain" and _is_html(text)):
        slot.htmls.append(text)
        slot.html = "\n".join(slot.htmls)
    elif not slot.htmls or not group:  # plain text in an HTML branch repeats nothing of the plain one
        slot.plain = f"{slot.plain}\n{text}" if slot.plain else text
    elif not slot.plain.strip():
        slot.plain = text


def _is_html(text: str) -> bool:
    return bool(_STARTS_HTML.match(text)) and "</" in text


def _alternative(part: Part) -> int:
    """Identity of the outermost multipart/alternative around a part, or 0."""
    found = 0
    node, steps = part.parent, 0
    while node is not None and steps < 50:
        if node.content_type == "multipart/alternative":
            found = id(node)
        node, steps = node.parent, steps + 1
    return found


def read_text(part: Part) -> str:
    """The text of a leaf: transfer encoding, charset and flowing undone."""
    raw = decode_transfer(part.body, part.encoding)[:MAX_TEXT]
    charset = part.params.get("charset", "")
    if part.content_type == "text/html" and not charset:
        declared = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]+)", raw[:4096], re.IGNORECASE)
        charset = declared[1].decode("ascii") if declared else ""
    text = clean(decode(raw, charset))
    if part.content_type in ("text/enriched", "text/richtext"):
        return re.sub(r"<[a-zA-Z/][^<>]{0,200}>", "", re.sub(r"\n(\n+)", r"\1", text)).replace("<<", "<")
    if part.params.get("format", "").strip().lower() == "flowed":
        return unflow(text, part.params.get("delsp", "").strip().lower() == "yes")
    return text


def _without_doubles(slots: list[Slot]) -> list[Slot]:
    """Some senders put text and HTML of one message in multipart/mixed: the same text twice."""
    kept: list[Slot] = []
    for slot in slots:
        before = kept[-1] if kept else None
        if before and before.plain.strip() and not before.html and slot.html and not slot.plain:
            words, other = _words(before.plain), _words(html_to_text(slot.html[:20_000]))
            if words and (other.startswith(words[:200]) or words[:80] in other):
                before.html = slot.html
                continue
        kept.append(slot)
    return [slot for slot in kept if slot.plain.strip() or slot.html.strip()]


def _words(text: str) -> str:
    return "".join(re.findall(r"\w+", text[:5_000])).lower()


def _joined(slots: list[Slot], attached: list[Part]) -> Bodies:
    any_html = any(slot.html for slot in slots)
    texts, marked, htmls = [], [], []
    for slot in slots:
        with_marks = _text_of(slot)
        marked.append(with_marks)
        texts.append(re.sub("\n?[\ue000-\ue002]", "", with_marks))
        if slot.html:
            htmls.append(slot.html)
        elif any_html:
            htmls.append("<p>" + escape(slot.plain.strip()).replace("\n", "<br>\n") + "</p>")
    return Bodies(_tidy("\n\n".join(texts)), _tidy("\n\n".join(marked)), "\n".join(htmls), attached)


def _tidy(text: str) -> str:
    return text.strip("\n") if text.strip() else ""


def _text_of(slot: Slot) -> str:
    """Plain text when it says something, else the HTML as text."""
    plain = slot.plain.strip()
    if not slot.html:
        return _no_marks(slot.plain).strip("\n")
    if plain and not (len(plain) < 400 and _STUB.search(plain)):
        return _no_marks(slot.plain).strip("\n")
    from_html = html_to_text(slot.html, with_marks=True)
    return from_html if len(from_html) > 2 * len(plain) or not plain else _no_marks(slot.plain).strip("\n")


def _no_marks(text: str) -> str:
    return re.sub("[\ue000-\ue002]", "", text)
