"""Text from elsewhere as Markdown: HTML turned into it, and the bare lists of the VAC given their dashes."""

import html
import re

from markdownify import markdownify

TAG = re.compile(r"</?(p|ul|ol|li|br|h[1-6]|strong|em|b|i|a|div|span|table|tr|td|th)\b[^>]*>", re.IGNORECASE)
VAC_LIST = re.compile(r"\n\n\n \n (?P<items>.+?)(?=\n\n\n|\Z)", re.DOTALL)


def markdown_of(text) -> str:
    """One text, whatever wrote it."""
    text = str(text).replace("\x00", "").replace("\r\n", "\n").replace("\xa0", " ")
    if TAG.search(text):
        text = markdownify(text, heading_style="ATX", bullets="-")
    else:
        text = VAC_LIST.sub(_dashes, html.unescape(text))
    lines = "\n".join(line.strip() if not line.lstrip().startswith(("-", "*")) else line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def line_of(text) -> str:
    """The same on one line, without marks: a question, an amount."""
    return " ".join(re.sub(r"[*_`#]", "", markdown_of(text)).split())


def chapter(title, text) -> str:
    """A paragraph under its heading; "" where there is nothing to tell."""
    body, heading = markdown_of(text), line_of(title)
    return "\n\n".join(filter(None, [f"## {heading}" if heading and body else "", body]))


def _dashes(found) -> str:
    items = [" ".join(item.split()) for item in re.split(r"\n\n ?", found["items"]) if item.strip()]
    return "\n\n" + "\n".join(f"- {item}" for item in items) + "\n\n"
