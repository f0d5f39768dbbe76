"""Changing opening hours and targets. Each deed makes every process read them again, and what runs be counted again."""

from datetime import date
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from gehoor.core import events
from gehoor.core.working_hours import Week

from .models import OpeningTime, SpecialDay, Stamp, Target
from .norms import Measure, Norm


class TooEarly(ValueError):
    """What people were told or judged by until today stays as it was."""


@transaction.atomic
def set_week(week: Week, *, by, channel="", team=None):
    """These are the hours of every week from now on."""
    OpeningTime.objects.filter(channel=channel, team=team).delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(channel=channel, team=team, weekday=weekday, opens=opens, closes=closes)
        for weekday, intervals in enumerate(week) for opens, closes in intervals
    )
    _changed("opening.week_changed", by)


@transaction.atomic
def drop_week(*, by, channel="", team=None):
    """This channel or team has no hours of its own any more: those of the organisation hold."""
    OpeningTime.objects.filter(channel=channel, team=team).delete()
    _changed("opening.week_changed", by)


@transaction.atomic
def set_day(day: date, name: str, kind, *, by, times=(), channel="", team=None) -> SpecialDay:
    """This day differs; what was said of it before is replaced. Raises `TooEarly`."""
    if day < timezone.localdate():
        raise TooEarly(day)
    found, _is_new = SpecialDay.objects.update_or_create(
        date=day, channel=channel, team=team, defaults={"name": name, "kind": kind, "times": times if kind == SpecialDay.Kind.HOURS else ()},
    )
    _changed("opening.day_changed", by, day=str(day))
    return found


@transaction.atomic
def remove_day(special: SpecialDay, *, by):
    """The day is like any other of its kind again. Raises `TooEarly`."""
    if special.date < timezone.localdate():
        raise TooEarly(special.date)
    special.delete()
    _changed("opening.day_changed", by, day=str(special.date))


@transaction.atomic
def set_target(channel: str, norm: Norm, *, since: date, by, measure=Measure.ANSWER) -> Target:
    """This holds for what comes in from the day `since` on, which is still to come. Raises `TooEarly`."""
    if since <= timezone.localdate():
        raise TooEarly(since)
    found, _is_new = Target.objects.update_or_create(
        channel=channel, measure=measure, valid_from=since,
        defaults={"unit": norm.unit, "amount": norm.amount, "source": norm.source, "by": by},
    )
    _changed("target.changed", by, channel=channel, since=str(since))
    return found


@transaction.atomic
def withdraw_target(target: Target, *, by):
    """What would hold from a day still to come, does not. Raises `TooEarly`."""
    if target.valid_from <= timezone.localdate():
        raise TooEarly(target.valid_from)
    target.delete()
    _changed("target.changed", by, channel=target.channel, since=str(target.valid_from))


def _changed(kind, by, **data):
    Stamp.objects.update_or_create(pk=1, defaults={"value": token_hex(8)})
    events.record(kind, actor=by, **data)
