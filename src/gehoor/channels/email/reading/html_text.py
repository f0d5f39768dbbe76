"""HTML of mail as readable plain text, quotes prefixed with "> " as mail programs do in plain text.

Walks the tree of selectolax without recursion, as bodies nested a thousand deep occur. What only the
HTML tells about quotes and signatures is passed on to quotes.py by the marks of page.py.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from .page import HISTORY, MARKS, SIGNATURE, SIGNATURE_END, SPACE, Page
from .tangle import bare_text, is_tangled

MAX_HTML = 2_000_000
MAX_NODES = 400_000

_SKIP = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "object",
    "svg",
    "math",
    "select",
    "iframe",
    "noscript",
    "meta",
    "link",
    "base",
    "audio",
    "video",
    "canvas",
    "map",
    "datalist",
    "-comment",
    "-doctype",
    "!doctype",
}
_BLOCKS = {
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "address",
    "center",
    "form",
    "fieldset",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "li",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "caption",
    "body",
    "details",
    "summary",
    "legend",
    "dir",
    "menu",
}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr"}
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<!-)opacity:0(\.0+)?(;|$)|(?<!-)max-height:0(px)?(;|$)"
)
_QUOTE_BLOCK = re.compile(
    r"gmail_quote|protonmail_quote|tutanota_quote|cite|ik_mail_quote|iscwithsummary|front-blockquote"
)
_HISTORY_ID = re.compile(
    r"^(appendonsend|divrplyfwdmsg|yahoo_quoted.*|mail-editor-reference-message-container|isforwardcontent"
    r"|ms-outlook-mobile-reference-message|applemailoriginal.*|originalmessage|olk_src_body_section)$"
)
_HISTORY_CLASS = re.compile(
    r"\b(yahoo_quoted|ms-outlook-mobile-reference-message|moz-forward-container|zmail_extra"
    r"|applemailoriginal\w*"
    r"|wlmailquote|ox-mail-quote)\b"
)
_SIGNATURES = re.compile(
    r"\b(gmail_signature|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature"
    r"|applemailsignature"
    r"|tutanota_signature)\b"
)


def html_to_text(html: str, with_marks: bool = False, with_images: bool = False) -> str:
    """Readable text of an HTML body; `with_marks` keeps the marks for quotes.part()."""
    html = MARKS.sub("", html[:MAX_HTML]).replace("\x00", "")
    if is_tangled(html):
        return bare_text(html)
    page = Page()
    body = LexborHTMLParser(html).body
    if body is not None:
        _walk(body, page, with_images)
    page.fresh_line()
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(page.lines)).strip("\n")
    if not with_images and not MARKS.sub("", text).strip() and "<img" in html.lower():
        return html_to_text(html, with_marks, with_images=True)
    return text if with_marks else MARKS.sub("", text)


def _walk(root, page: Page, with_images: bool) -> None:
    """Depth first with a stack of its own: (node, what to do when its children are done)."""
    stack: list = [root]
    seen = 0
    while stack and seen < MAX_NODES:
        node = stack.pop()
        if callable(node):
            node()
            continue
        seen += 1
        tag = node.tag
        if tag == "-text":
            page.text(node.text_content or "")
            continue
        if tag in _SKIP or tag is None:
            continue
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            continue
        leave = _enter(node, tag, attributes, page, with_images)
        if leave is not None:
            stack.append(leave)
        child = node.last_child
        while child is not None:
            stack.append(child)
            child = child.prev


def _is_hidden(attributes: dict) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDDEN.search(style.lower().replace(" ", "")))


def _enter(node, tag: str, attributes: dict, page: Page, with_images: bool):
    """Writes what comes before the children; returns the call that writes what comes after them."""
    if tag == "br":
        page.line_break()
        return None
    if tag == "a":
        return _link(node, attributes, page, with_images)
    if tag == "img":
        _image(attributes, page, with_images)
        return None
    if tag in ("td", "th"):
        if "".join(page.line).strip():
            page.line.append("\t")
        return None
    if tag not in _BLOCKS and tag not in _PARAGRAPHS:
        return _signature(attributes, page) if attributes else None
    tight = tag in _BLOCKS or (tag == "p" and "mso" in (attributes.get("class") or "").lower())
    leave = page.fresh_line if tight or page.lists and tag in ("ul", "ol") else page.paragraph
    leave()
    if attributes and tag in ("div", "blockquote", "hr", "p", "table", "section"):
        _mark_history(attributes, page)
        ended = _signature(attributes, page)
        if ended:
            return ended
    return _ENTER[tag](node, attributes, page, leave) if tag in _ENTER else leave


def _enter_quote(node, attributes: dict, page: Page, leave):
    named = (
        f"{attributes.get('class') or ''} {attributes.get('type') or ''} {attributes.get('id') or ''}".lower()
    )
    if "cite" not in attributes and not _QUOTE_BLOCK.search(named):
        return leave  # an author's own indentation
    page.quotes += 1

    def left() -> None:
        page.fresh_line()
        page.quotes -= 1
        leave()

    return left


def _enter_list(node, attributes: dict, page: Page, leave):
    page.lists.append([node.tag == "ol", 0])

    def left() -> None:
        page.lists.pop()
        leave()

    return left


def _enter_item(node, attributes: dict, page: Page, leave):
    ordered = page.lists[-1] if page.lists else [False, 0]
    ordered[1] += 1
    page.line.append(
        "  " * max(0, min(len(page.lists), 10) - 1) + (f"{ordered[1]}. " if ordered[0] else "- ")
    )
    return leave


def _enter_pre(node, attributes: dict, page: Page, leave):
    page.preformatted += 1

    def left() -> None:
        page.preformatted -= 1
        leave()

    return left


_ENTER = {
    "blockquote": _enter_quote,
    "ul": _enter_list,
    "ol": _enter_list,
    "li": _enter_item,
    "pre": _enter_pre,
}


def _mark_history(attributes: dict, page: Page) -> None:
    name, kind = (attributes.get("id") or "").lower(), (attributes.get("class") or "").lower()
    if (name and _HISTORY_ID.match(name)) or (kind and _HISTORY_CLASS.search(kind)):
        page.mark(HISTORY)


def _signature(attributes: dict, page: Page):
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    if not _SIGNATURES.search(named) or "prefix" in named:
        return None
    page.mark(SIGNATURE)
    return lambda: page.mark(SIGNATURE_END)


def _link(node, attributes: dict, page: Page, with_images: bool):
    """The address of a link stands behind its text in brackets, unless that says it already."""
    href = (attributes.get("href") or "").strip()
    if not href.lower().startswith(("http://", "https://", "mailto:")) or len(href) > 150:
        return None
    before = page.written
    position = len(page.line)

    def left() -> None:
        shown = "".join(page.line[position:]).strip()
        bare = _bare(href)
        if page.written > before and shown and bare not in _bare(shown) and "@" not in shown:
            is_mail = href.lower().startswith("mailto:")
            page.text(f" ({href[7:].partition('?')[0] if is_mail else href})")

    return left


def _bare(address: str) -> str:
    return re.sub(r"^(https?://|mailto:)(www\.)?|^www\.", "", address.strip().lower()).rstrip("/")


def _image(attributes: dict, page: Page, with_images: bool) -> None:
    """Of images only emoji are text; alternative texts are read when there is nothing else."""
    alt = SPACE.sub(" ", attributes.get("alt") or "").strip()
    if alt and (
        with_images or (len(alt) <= 8 and not any(each.isalnum() for each in alt) and not alt.isascii())
    ):
        page.put(alt)
        if with_images:
            page.line_break()
