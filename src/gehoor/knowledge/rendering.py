"""The full answer as people see it: Markdown (CommonMark 0.31 with tables), no HTML of the writer, no pictures from elsewhere.

Two fences: the parser does not let HTML through, and what it makes is cleaned by nh3.
"""

import re
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}
DEEPEST = 6
_AMOUNT = re.compile(r"€ (?=\d)")


class _Writer(MarkdownIt):
    def __init__(self):
        super().__init__("commonmark", {"html": False})
        self.enable("table")
        self.add_render_rule("image", lambda _self, tokens, at, *_more: escape(tokens[at].content))


_writer = _Writer()
_cleaner = nh3.Cleaner(
    tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}, "th": {"scope"}}, url_schemes=SCHEMES,
    link_rel="noopener noreferrer", strip_comments=True,
)


def amounts(text: str) -> str:
    """The same with "€ 65,00" on one line, however narrow the screen is."""
    return _AMOUNT.sub("€\N{NO-BREAK SPACE}", text)


@lru_cache(maxsize=1000)
def rendered(text: str, heading: int = 2) -> SafeString:
    """Safe markup. Its highest headings become h`heading`, so that they fit under the title of the page they stand on."""
    tokens = _writer.parse(amounts(text))
    _fit_headings(tokens, heading)
    return mark_safe(_cleaner.clean(_writer.renderer.render(tokens, _writer.options, {})).strip())


@lru_cache(maxsize=1000)
def plain(text: str, links: bool = False) -> str:
    """The words without marks: a blank line between blocks, "- " before points. With `links` their addresses stay, in brackets."""
    blocks, lists, start, row = [], [], "", 0
    for token in _writer.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            start = "  " * (len(lists) - 1) + ("- " if lists[-1] is None else f"{lists[-1]}. ")
            lists[-1] = lists[-1] and lists[-1] + 1
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token, links) if token.type == "inline" else token.content.rstrip()
            blocks.append(((start or "  " * len(lists)) + words, bool(lists)))
            start = ""
        elif token.type == "tr_open":
            row = len(blocks)
        elif token.type == "tr_close":
            blocks[row:] = [(" | ".join(words for words, _is_close in blocks[row:]), True)]
    return _joined(blocks)


def addresses(text: str) -> list[str]:
    """Where its links lead, each once, in order."""
    found = (child.attrGet("href") for token in _writer.parse(text) for child in token.children or () if child.type == "link_open")
    return list(dict.fromkeys(filter(None, found)))


def _fit_headings(tokens, heading):
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(DEEPEST, int(token.tag[1]) - min(levels) + heading)}"


def _words(token, links) -> str:
    """The text of a line of marks."""
    said, href, began = [], "", 0
    for child in token.children:
        if child.type == "link_open":
            href, began = child.attrGet("href") or "", len(said)
        elif child.type == "link_close":
            address = href.removeprefix("mailto:").removeprefix("tel:")
            said += [f" ({address})"] if links and address != "".join(said[began:]) else []
        elif child.type in ("softbreak", "hardbreak"):
            said.append(" " if child.type == "softbreak" else "\n")
        else:
            said.append(child.content)
    return "".join(said)


def _joined(blocks) -> str:
    """Points under each other, everything else a blank line apart."""
    said = ""
    for at, (words, is_close) in enumerate(blocks):
        said += ("" if at == 0 else "\n" if is_close and blocks[at - 1][1] else "\n\n") + words
    return said
