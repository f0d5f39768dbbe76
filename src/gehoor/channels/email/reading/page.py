"""The plain text under the pen while HTML is read: lines, blank lines, quote depth, lists."""

from __future__ import annotations

import re

# Private-use characters that stand on lines of their own and never reach the reader.
HISTORY = "\ue000"  # all below this line is earlier correspondence
SIGNATURE, SIGNATURE_END = "\ue001", "\ue002"
MARKS = re.compile("[\ue000-\ue002]")
SPACE = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u034f\u00ad]|(?<!\\w)\u200c|\u200c(?!\\w)")


class Page:
    """The text being written: lines with their quote depth, and the line under the pen."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.blank_due = False
        self.quotes = 0
        self.preformatted = 0
        self.lists: list[list] = []  # [ordered, number]
        self.written = 0

    def text(self, value: str) -> None:
        if self.preformatted:
            first, *more = value.replace("\r\n", "\n").split("\n")
            self.put(first)
            for each in more:
                self.line_break()
                self.put(each)
            return
        value = SPACE.sub(" ", value)
        if not self.line or self.line[-1][-1:] in (" ", "\t"):
            value = value.lstrip(" ")
        self.put(value)

    def put(self, value: str) -> None:
        if value:
            self.line.append(value)
            self.written += len(value)

    def fresh_line(self) -> None:
        if self.line and "".join(self.line).strip(" \t"):
            self._end()
        self.line.clear()

    def line_break(self) -> None:
        self._end()
        self.line.clear()

    def paragraph(self) -> None:
        self.fresh_line()
        self.blank_due = bool(self.lines)

    def mark(self, sign: str) -> None:
        self.fresh_line()
        self.lines.append(sign)

    def _end(self) -> None:
        if self.blank_due and self.lines[-1].strip("> "):
            self.lines.append(">" * min(self.quotes, _quote_depth(self.lines[-1])))
        self.blank_due = False
        content = _INVISIBLE.sub("", "".join(self.line)).replace("\xa0", " ").rstrip()
        prefix = ">" * self.quotes + " " if self.quotes else ""
        self.lines.append((prefix + content).rstrip() if self.quotes else content)


def _quote_depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))
