"""Languages people are helped in, by their code (BCP 47)."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .kinds import DUTCH

# What is asked for most at Dutch counters; an administrator says who speaks which.
CODES = ("en", "ar", "tr", "pl", "uk", "ti", "so", "fa", "fr", "de", "es", "pt", "ro", "bg", "ru", "zh-hans", "fy", "pap", "nl-sign")
# Names that Django does not have.
_OURS = {
    "ti": lambda: _("Tigrinya"), "so": lambda: _("Somali"), "pap": lambda: _("Papiamento"), "nl-sign": lambda: _("Dutch Sign Language"),
}


def name(code: str) -> str:
    """The language in the reader's own words; the code itself where nobody knows it."""
    if code in _OURS:
        return _OURS[code]()
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def choices() -> list[tuple[str, str]]:
    """(code, name) of each, by name."""
    return sorted(((code, name(code)) for code in CODES if code != DUTCH), key=lambda one: one[1])
