"""Marking what was found in a text, without asking the database to read it again."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ACCENTS = str.maketrans("áàäâãåéèëêíìïîóòöôõúùüûçñý", "aaaaaaeeeeiiiiooooouuuucny")  # as in search.sql.ACCENTED


def marked(text: str, pattern: str) -> SafeString:
    """`text` as safe markup with each word that fits in <mark>."""
    text = " ".join(text.split())
    pieces, at = [], 0
    for match in _compiled(pattern).finditer(folded(text)) if pattern else ():
        pieces += [escape(text[at : match.start()]), "<mark>", escape(text[match.start() : match.end()]), "</mark>"]
        at = match.end()
    return mark_safe("".join([*pieces, escape(text[at:])]))


def piece(text: str, *, begins: bool, ends: bool) -> str:
    """A piece of something longer in whole words, with dots where it does not begin or end as the whole does."""
    if not begins:
        text = "… " + text.partition(" ")[2]
    return text if ends else text.rpartition(" ")[0] + " …"


def folded(text: str) -> str:
    """In small letters without accents, each character still at its own place."""
    small = text.lower()
    if len(small) != len(text):  # such as the capital dotted i of Turkish, which becomes two
        small = "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
    return small.translate(ACCENTS)


@lru_cache(maxsize=500)
def _compiled(pattern):
    r"""The pattern of PostgreSQL for Python, where \m is the beginning of a word; the whole word is marked."""
    pieces = [rf"\b{one[2:]}\w*" if one.startswith(r"\m") else rf"\w*{one}\w*" for one in pattern.split("|")]
    return re.compile("|".join(pieces))
