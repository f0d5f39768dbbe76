"""HTML of mail made safe to show: tight allow-list (nh3), no remote content until someone asks for it."""

from __future__ import annotations

import re

import nh3

from .tangle import is_tangled

MAX_HTML = 2_000_000
MAX_DATA_IMAGE = 100_000


def _words(text: str) -> set[str]:
    return set(text.split())


_TAGS = _words(
    "a abbr acronym address article b bdi big blockquote br caption center cite code col colgroup dd del"
    " dfn div dl dt"
    " em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q"
    " s samp section"
    " small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr"
)
_DROPPED = {
    "script",
    "style",
    "title",
    "head",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "template",
    "noscript",
    "select",
    "textarea",
    "button",
    "audio",
    "video",
    "canvas",
    "noframes",
    "xmp",
    "plaintext",
}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title", "align", "valign"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "width", "height", "bgcolor"},
    "th": {"colspan", "rowspan", "width", "height", "bgcolor", "scope"},
    "table": {"width", "border", "cellpadding", "cellspacing", "bgcolor"},
    "tr": {"bgcolor"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "font": {"color", "size", "face"},
    "ol": {"start", "type"},
    "li": {"value"},
}
# None of these can load anything or leave its own box.
_STYLES = _words(
    "color background-color font-weight font-style font-size font-family text-decoration text-align"
    " text-indent"
    " line-height vertical-align white-space width max-width padding padding-top padding-right padding-bottom"
    " padding-left border border-top border-right border-bottom border-left border-color border-style"
    " border-width"
    " border-collapse list-style-type direction"
)
_LINK = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"data:image/(png|jpe?g|gif);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)
_IMAGE = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
_SOURCE = re.compile(r' src="([^"]*)"')


def _keep(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value.strip() if tag == "a" and _LINK.match(value.strip()) else None
    if attribute == "src":
        return _image_source(value.strip()) if tag == "img" else None
    return value


def _image_source(value: str) -> str | None:
    lowered = value[:10].lower()
    if lowered.startswith(("http://", "https://", "cid:")):
        return value
    if lowered.startswith("//"):
        return "https:" + value
    return value if len(value) <= MAX_DATA_IMAGE and _DATA_IMAGE.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED,
    attributes=_ATTRIBUTES,
    attribute_filter=_keep,
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    filter_style_properties=_STYLES,
)


def make_safe(html: str) -> str:
    """Sanitised HTML; remote images wait in data-remote-src, attached ones are named in data-cid.

    Over 2 MB, or too tangled, gives "": the text is shown instead.
    """
    if not html.strip() or len(html) > MAX_HTML or len(html.encode("utf-8", "replace")) > MAX_HTML:
        return ""
    if is_tangled(html):
        return ""
    return _IMAGE.sub(_block_image, _CLEANER.clean(html)).replace("\x00", "").strip()


def _block_image(image: re.Match[str]) -> str:
    return f"<img{_SOURCE.sub(_block_source, image[1], count=1)}>"


def _block_source(source: re.Match[str]) -> str:
    value = source[1]
    if value[:4].lower() == "cid:":
        return f' data-cid="{value[4:]}"'
    return source[0] if value[:5].lower() == "data:" else f' data-remote-src="{value}"'
