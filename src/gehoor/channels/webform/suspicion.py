"""Whether a robot may have sent it. Nobody is refused for that: it is kept apart, and an employee looks."""

import re
from datetime import timedelta

from django.utils.translation import gettext as _

from .definition import Kind

TRAP = "your_website"  # a box that people neither see nor hear
TOO_QUICK = timedelta(seconds=3)
MOST_LINKS = 4
MANY_AN_HOUR = 60  # tries from one network address: a library or an office sends many
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def reasons(page, form, data, tries: int, *, is_first_try: bool) -> list[str]:
    """Names of what looks like a robot; empty for almost everyone. `tries`: from this network address within an hour.

    Whom an employee sent a link is no robot: then only very many tries are looked at.
    """
    found = ["many"] if tries > MANY_AN_HOUR else []
    if page.conversation:
        return found
    if data.get(TRAP, "").strip():
        found.append("trap")
    if is_first_try and page.age < TOO_QUICK:
        found.append("quick")
    if len(LINK.findall(_written(form))) > MOST_LINKS:
        found.append("links")
    return found


def in_words(names) -> str:
    """The reasons as an employee reads them."""
    words = {
        "trap": _("A box that people do not see was filled in."),
        "quick": _("It was sent quicker than people can type."),
        "links": _("There are many links in it."),
        "many": _("Very many came from the same place within an hour."),
    }
    return " ".join(words[name] for name in names if name in words)


def _written(form) -> str:
    typed = (form.cleaned_data.get(question.key, "") for question in form.asked if question.kind in {Kind.TEXT, Kind.LONG, Kind.NAME})
    return " ".join(typed)
