"""When places receive people without an appointment, as opening hours: for who wonders when to come."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from gehoor.core.working_hours import WorkingHours

from .models import Closing, Opening, Place

AHEAD = timedelta(days=60)  # closings further away tell nobody anything now


def of_places(house: WorkingHours, now=None) -> list[tuple[Place, WorkingHours]]:
    """Places with a walk-in hour, by name; closed on holidays and on days on which the house is. Three queries, one where there is none."""
    today = timezone.localdate(now)
    openings = Prefetch("openings", _walk_in(), to_attr="walk_in_hours")
    places = list(Place.objects.filter(is_active=True, openings__kind=Opening.Kind.WALK_IN).distinct().prefetch_related(openings))
    closings = list(_closings(today)) if places else []
    return [(place, _hours(place, place.walk_in_hours, house, closings, today)) for place in places]


def of(place, house: WorkingHours, now=None) -> WorkingHours:
    """The same for one place; two queries."""
    today = timezone.localdate(now)
    return _hours(place, _walk_in().filter(place=place), house, _closings(today), today)


def _walk_in():
    return Opening.objects.filter(kind=Opening.Kind.WALK_IN).order_by("begins")


def _closings(today):
    return Closing.objects.filter(last_day__gte=today, first_day__lte=today + AHEAD)


def _hours(place, openings, house, closings, today) -> WorkingHours:
    week = tuple(tuple((one.begins, one.ends) for one in openings if one.weekday == day) for day in range(7))
    days = {day: week[day.weekday()] if times else () for day, times in house.days.items()}
    for closing in closings:
        if closing.place_id in (None, place.pk):
            begin, end = max(closing.first_day, today), min(closing.last_day, today + AHEAD)
            days |= {begin + timedelta(days=number): () for number in range((end - begin).days + 1)}
    return WorkingHours(week, days)
