"""When places receive people without an appointment, as opening hours: for who wonders when to come."""

from datetime import timedelta

from django.db.models import Prefetch, Q
from django.utils import timezone

from gehoor.core.working_hours import WorkingHours

from .models import Closing, Opening, Place

AHEAD = timedelta(days=60)  # closings further away tell nobody anything now


def of_places(house: WorkingHours, now=None) -> list[tuple[Place, WorkingHours]]:
    """Places with a walk-in hour, by name; closed on holidays and on days on which the house is. Three queries, one where there is none."""
    today = timezone.localdate(now)
    openings = Prefetch("openings", Opening.objects.filter(kind=Opening.Kind.WALK_IN).order_by("begins"), to_attr="walk_in_hours")
    places = list(Place.objects.filter(is_active=True, openings__kind=Opening.Kind.WALK_IN).distinct().prefetch_related(openings))
    closings = list(Closing.objects.filter(Q(last_day__gte=today), first_day__lte=today + AHEAD)) if places else []
    return [(place, _hours(place, house, closings, today)) for place in places]


def _hours(place, house, closings, today) -> WorkingHours:
    week = tuple(tuple((one.begins, one.ends) for one in place.walk_in_hours if one.weekday == day) for day in range(7))
    days = {day: week[day.weekday()] if times else () for day, times in house.days.items()}
    for closing in closings:
        if closing.place_id in (None, place.pk):
            begin, end = max(closing.first_day, today), min(closing.last_day, today + AHEAD)
            days |= {begin + timedelta(days=number): () for number in range((end - begin).days + 1)}
    return WorkingHours(week, days)
