"""A moment that was promised, in words a person understands: "Tuesday 24 November before 12:00"."""

from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def words(due_at: datetime, from_at: datetime | None = None) -> str:
    """The day, and before which time or between which two; of a window over more days its end. Midnight ends the day before."""
    due, begins = timezone.localtime(due_at), from_at and timezone.localtime(from_at)
    last = due - timedelta(microseconds=1)
    day = formats.date_format(last, "l j F" if last.year == timezone.localdate().year else "l j F Y")
    ends = _clock(due) if last.date() == due.date() else _("24:00")
    if begins and begins.date() == last.date():
        return _("%(day)s between %(begins)s and %(ends)s") % {"day": day, "begins": _clock(begins), "ends": ends}
    return _("%(day)s before %(ends)s") % {"day": day, "ends": ends}


def _clock(local) -> str:
    # Translators: a whole hour and another time, as people say them in "before 12:00".
    return formats.date_format(local, _("H:i") if local.minute else _("H:00"))
