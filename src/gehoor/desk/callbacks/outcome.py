"""What came of a call: how it was pressed, and what follows in words for the employee."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def seen(request) -> int | None:
    """How many calls in vain stood on the page."""
    text = request.POST.get("tries", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None


def told(outcome, person) -> str:
    """What follows, in words for the employee."""
    if not outcome.counted:
        return _("That was written down already, so it is not counted twice.")
    if outcome.told_by:
        return _("%(person)s gets a message (%(channel)s) with a link to choose when we call. The question stays open.") % {
            "person": person, "channel": outcome.told_by.lower(),
        }
    if outcome.again_at is None:
        return _("No other address is known, so nobody could be told. Decide what to do: call later, or find another number.")
    local = timezone.localtime(outcome.again_at)
    return _("Written down. The promise stays open; call again from %(day)s at %(clock)s.") % {
        "day": formats.date_format(local, "l j F"), "clock": f"{local:%H:%M}",
    }
