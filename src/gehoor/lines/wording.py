"""How long it takes, in words that promise no more than we know."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = 60  # minutes


def wait(low: int | None, high: int | None) -> str:
    """"about 2 to 5 minutes"; minutes, None where it is honestly unknown."""
    if low is None or high is None:
        return _("we cannot say how long it takes")
    if high <= 1:
        return _("about a minute")
    if low >= HOUR:
        return _("more than an hour")
    if high >= 2 * HOUR:
        return ngettext("%(low)d minute or much longer", "%(low)d minutes or much longer", max(low, 1)) % {"low": max(low, 1)}
    if max(low, 1) == high:
        return _("about %(minutes)d minutes") % {"minutes": high}
    return _("about %(low)d to %(high)d minutes") % {"low": max(low, 1), "high": high}


def too_late(high: int | None, closes: datetime | None) -> str:
    """That we may close before it is their turn; "" where the wait ends before that, or is not known."""
    if high is None or closes is None or timezone.now() + timedelta(minutes=high) <= closes:
        return ""
    return _("We close at %(clock)s: it may not be your turn before then.") % {"clock": f"{timezone.localtime(closes):%H:%M}"}


def position(number: int) -> str:
    """How many are in front, in words; 1 is who is next."""
    if number <= 1:
        return _("You are next.")
    ahead = number - 1
    return ngettext("%(ahead)d person is before you.", "%(ahead)d people are before you.", ahead) % {"ahead": ahead}
