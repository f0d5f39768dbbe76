"""Tells HTML that would take minutes or gigabytes to build a tree of, before anyone tries.

Both parsers used here take quadratic time on deep nesting (200,000 open divs: over four minutes), and
HTML5 makes them open every unclosed <font> again in each next paragraph.
"""

from __future__ import annotations

import html as entities
import re

MAX_DEPTH = 1_000
MAX_REOPENED = 300_000
_FEW_TAGS = 1_500
_NOT_NESTING = frozenset(
    ("br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr")
    + ("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead")  # these close themselves
)
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


def is_tangled(html: str) -> bool:
    """Whether a tree of this HTML would be too deep or explode; cheap for ordinary mail."""
    tags = html.count("<")
    if tags < _FEW_TAGS:
        return False
    depth = deepest = formatting = most_formatting = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _NOT_NESTING:
            continue
        step = -1 if match[1] else 1
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            most_formatting = max(most_formatting, formatting)
    return deepest > MAX_DEPTH or (most_formatting > 20 and most_formatting * tags > MAX_REOPENED)


def bare_text(html: str) -> str:
    """The words without any structure: the last resort for tangled HTML."""
    text = html
    for name in ("head", "script", "style"):
        text = _without(text, name)
    text = re.sub(r"(?i)<(br|/p|/div|/tr|/li|/h\d)\b[^<>]{0,50}>", "\n", text)
    text = entities.unescape(re.sub(r"<[^<>]{0,2000}>", " ", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without(html: str, name: str) -> str:
    """Leaves out elements of this name with all in them; one that never closes is only a tag."""
    pieces = re.split(rf"(?i)<{name}\b", html)
    kept = pieces[:1]
    for piece in pieces[1:]:
        inside, closed, after = piece.partition(f"</{name}")
        kept.append(after.partition(">")[2] if closed else inside.partition(">")[2])
    return " ".join(kept)
