"""Parts what someone wrote now from what they quoted and how they signed.

Written here because mail-parser-reply and its kin take the top of a mail for the answer and so lose what
is written below or between quotes (29 of the 45 samples in tests/samples/replies.txt). The rule here: lose
no new text. A stretch leaves sight only on a sure sign (a ">" line, the header block or attribution line
of a mail program with new text above it, "-- "); when nothing would be left, all stays.

Each line gets a kind: new, quoted or signature. Steps: quote lines, attributions above them, where
unprefixed history begins, signatures, and last the mails without any new text (forwards).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import quote_patterns as patterns
from .page import HISTORY, MARKS, SIGNATURE, SIGNATURE_END

MAX_TEXT = 200_000
NEW, QUOTED, SIGNED = "N", "Q", "S"
_SAID = re.compile("[^\\W_]|[\u2010-\ud7ff\uf900-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Parted:
    """The three parts of a text; together they hold every word of it."""

    visible: str
    quoted: str
    signature: str


def part(text: str, subject: str = "") -> Parted:
    """Parts a text that may carry the marks of html_text; the subject tells a forward."""
    lines = text.split("\n")
    limit = text.count("\n", 0, MAX_TEXT) + 1  # what stands below shares the fate of the last line looked at
    kinds = [QUOTED if patterns.QUOTE_LINE.match(line) else NEW for line in lines[:limit]]
    attributed = _mark_attributions(lines, kinds)
    _free_comparison(lines, kinds, attributed)
    start = _history_start(lines, kinds)
    if start is not None:
        kinds[start:] = QUOTED * (limit - start)
    _mark_signatures(lines, kinds)
    kinds += [NEW if start is None else QUOTED] * (len(lines) - limit)
    return _judged(text, subject, lines, kinds, attributed or start is not None)


def _judged(text: str, subject: str, lines: list[str], kinds: list[str], attributed: bool) -> Parted:
    new = _joined(lines, kinds, NEW)
    everything = Parted(_squeezed(MARKS.sub("", text)), "", "")
    forward = patterns.FORWARD_SUBJECT.match(subject) or any(map(patterns.FORWARD_LINE.match, lines[:400]))
    if not _says_something(new):
        if forward or not attributed:
            return Parted(_unprefixed(everything.visible), "", "")
    elif (forward and _only_signs_off(new)) or (QUOTED in kinds and _points_below(new)):
        return everything
    return Parted(new, _joined(lines, kinds, QUOTED), _joined(lines, kinds, SIGNED))


def _only_signs_off(new: str) -> bool:
    return bool(patterns.SIGN_OFF.match(new)) and new.count("\n") < 9


def _points_below(new: str) -> bool:
    return len(new) < 2_000 and bool(patterns.ANSWERS_BELOW.search(new))


def _says_something(text: str) -> bool:
    return bool(_SAID.search(text))


def _unprefixed(text: str) -> str:
    """A forward that is wholly prefixed reads better without its ">"."""
    lines = text.split("\n")
    if sum(line.startswith(">") for line in lines) * 2 < len(lines):
        return text
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines)


def _joined(lines: list[str], kinds: list[str], kind: str) -> str:
    out: list[str] = []
    for line, its in zip(lines, kinds, strict=True):
        if its == kind:
            out.append(line)
        elif out and out[-1]:
            out.append("")
    return _squeezed(MARKS.sub("", "\n".join(out)))


def _squeezed(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


def _next_said(lines: list[str], index: int) -> int:
    """The next line with something on it; the number of lines when there is none."""
    while index < len(lines) and not MARKS.sub("", lines[index]).strip():
        index += 1
    return index


def _mark_attributions(lines: list[str], kinds: list[str]) -> bool:
    """Marks "Op .. schreef ..:" and header blocks that stand right above quote lines."""
    found = False
    for index in range(len(kinds)):
        if kinds[index] != QUOTED or (index and kinds[index - 1] == QUOTED):
            continue
        end = index - 1
        while end >= 0 and not MARKS.sub("", lines[end]).strip():
            end -= 1
        start = _attribution_start(lines, end, certain=False) if end >= 0 else None
        if start is None:
            start = _block_above(lines, end)
        if start is not None:
            start = _with_rule(lines, start)
            kinds[start:index] = QUOTED * (index - start)
            found = True
    return found


def _attribution_start(lines: list[str], end: int, certain: bool) -> int | None:
    """The first line of an attribution that ends on line `end`; it may be wrapped over four lines."""
    if not patterns.ATTRIBUTION_END.search(lines[end][-200:]) or len(lines[end]) > 500:
        return None
    joined = ""
    best = None
    for start in range(end, max(-1, end - 4), -1):
        line = lines[start]
        if not line.strip() or len(line) > 500 or patterns.QUOTE_LINE.match(line):
            break
        joined = f"{line.strip()} {joined}" if joined else line.strip()
        if not patterns.ATTRIBUTION_WORD.search(joined) or not patterns.ATTRIBUTION.fullmatch(joined):
            continue
        if patterns.OWN_WORDS.search(joined) or (certain and not patterns.CERTAIN.search(joined)):
            continue
        best = start
        if patterns.ATTRIBUTION_START.match(line):
            return start
    return best


def _block_above(lines: list[str], end: int) -> int | None:
    """A separator or header block that ends on line `end`, right above quote lines."""
    if end >= 0 and (patterns.SEPARATOR.fullmatch(lines[end]) or patterns.FORWARD_LINE.fullmatch(lines[end])):
        return end
    start = end
    while start >= max(0, end - 12) and lines[start].strip():
        start -= 1
    start += 1
    return _with_rule(lines, start) if 0 <= start <= end and _is_header_block(lines, start) else None


def _free_comparison(lines: list[str], kinds: list[str], attributed: bool) -> None:
    """One line "> 18 jaar" in a mail that quotes nothing is the writer's own."""
    if attributed or kinds.count(QUOTED) > 2:
        return
    for index, kind in enumerate(kinds):
        if kind == QUOTED and patterns.COMPARISON.match(lines[index]):
            kinds[index] = NEW


def _history_start(lines: list[str], kinds: list[str]) -> int | None:
    """Where unprefixed history begins and runs to the end; None when nothing new stands above it."""
    said = False
    for index, kind in enumerate(kinds):
        line = lines[index]
        if kind == QUOTED or not line.strip():
            continue
        start = _begins_history(lines, kinds, index)
        if start is not None:
            start = _with_rule(lines, start)
            return start if any(_is_said(lines[each], kinds[each]) for each in range(start)) else None
        said = said or _is_said(line, kind)
    return None


def _is_said(line: str, kind: str) -> bool:
    return kind == NEW and _says_something(line) and not patterns.DEVICE_LINE.fullmatch(line)


def _begins_history(lines: list[str], kinds: list[str], index: int) -> int | None:
    line = lines[index]
    if line.startswith(HISTORY):
        return index
    if len(line) > 500:
        return None
    following = _next_said(lines, index + 1)
    quotes_follow = following < len(kinds) and kinds[following] == QUOTED
    if quotes_follow:
        return None  # the quote lines themselves say where the quote ends
    if patterns.SEPARATOR.fullmatch(line) or patterns.FORWARD_LINE.fullmatch(line):
        return index
    if _is_header_block(lines, index):
        return index
    if (
        following < len(lines)
        and patterns.BARE_SEPARATOR.fullmatch(line)
        and patterns.LABEL.match(lines[following])
    ):
        return index
    return _attribution_start(lines, index, certain=True) if following < len(lines) else None


def _is_header_block(lines: list[str], start: int) -> bool:
    """ "Van: .. / Verzonden: .. / Aan: .. / Onderwerp: .." with at least three different fields, one of"
    " them the sender."""
    first = patterns.LABEL.match(lines[start]) if start < len(lines) else None
    if not first or first.lastgroup not in ("from", "date"):
        return False
    found = set()
    misses = 0
    for line in lines[start : start + 14]:
        label = patterns.LABEL.match(line)
        if label:
            found.add(label.lastgroup)
            misses = 0
            continue
        misses += 1
        if misses > 2:
            break
    needed = 2 if start and _after_rule(lines, start) else 3
    return "from" in found and len(found & {"from", "date", "to", "subject"}) >= needed


def _after_rule(lines: list[str], start: int) -> bool:
    above = start - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above >= 0 and bool(
        patterns.RULE.fullmatch(lines[above])
        or patterns.BARE_SEPARATOR.fullmatch(lines[above])
        or patterns.SEPARATOR.fullmatch(lines[above])
    )


def _with_rule(lines: list[str], start: int) -> int:
    """Takes the rule, separator or mark above a header block along."""
    above = start - 1
    while above >= 0 and not MARKS.sub("", lines[above]).strip():
        above -= 1
    if above < 0:
        return start
    line = lines[above]
    is_rule = (
        patterns.RULE.fullmatch(line)
        or patterns.BARE_SEPARATOR.fullmatch(line)
        or patterns.SEPARATOR.fullmatch(line)
    )
    return above if is_rule else start


def _mark_signatures(lines: list[str], kinds: list[str]) -> None:
    """ "-- " up to the next quote; what the program marked in HTML; single lines that telephones add."""
    said = False
    index = 0
    while index < len(kinds):
        line = lines[index]
        if kinds[index] != NEW:
            index += 1
            continue
        end = _signature_end(lines, kinds, index)
        if end is not None and (said or line.startswith(SIGNATURE)):
            kinds[index:end] = SIGNED * (end - index)
            index = end
            continue
        if len(line) < 400 and patterns.DEVICE_LINE.fullmatch(line):
            kinds[index] = SIGNED
            following = _next_said(lines, index + 1)
            if (
                following < len(kinds)
                and kinds[following] == NEW
                and patterns.ONLY_LINK.fullmatch(lines[following])
            ):
                kinds[following] = SIGNED
        else:
            said = said or _says_something(line)
        index += 1


def _signature_end(lines: list[str], kinds: list[str], index: int) -> int | None:
    """The line behind a signature that starts here, or None when none does or it is too long to be one."""
    line = lines[index]
    marked = line.startswith(SIGNATURE)
    if not marked and line.rstrip() != "--" and line not in ("--\xa0", "-- \xa0"):
        return None
    most = 15 if marked else 30 if line == "-- " else 12
    end = index + 1
    while end < len(kinds) and (not lines[end].startswith(SIGNATURE_END) if marked else kinds[end] == NEW):
        most -= bool(lines[end].strip())
        if most < 0:
            return None
        end += 1
    return end
