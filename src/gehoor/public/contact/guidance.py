"""Which way in fits what somebody needs (requirement B10). Advice beside their choice, never a lock; nothing is kept of it.

A way in gets points for each need that it meets. Of two that fit as well, the one where it is their turn sooner is better.
"""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from gehoor.postroom.channel import Trait, WayIn

UNKNOWN = 15  # minutes: what a wait that nobody knows counts for


class Need(TextChoices):
    """What people may tick; in the words of who has it."""

    URGENT = "urgent", gettext_lazy("It is urgent")
    EMOTIONAL = "emotional", gettext_lazy("It is close to my heart")
    COMPLICATED = "complicated", gettext_lazy("It is complicated")
    RECORD = "record", gettext_lazy("I want to have it in writing")
    CAN_WAIT = "can-wait", gettext_lazy("It can wait")


# Who needs this is helped most by ways that are like that: points for each trait.
FITS = {
    Need.URGENT: {Trait.LIVE: 4, Trait.IN_PERSON: -1},  # they would have to travel first
    Need.EMOTIONAL: {Trait.VOICE: 2, Trait.IN_PERSON: 1},
    Need.COMPLICATED: {Trait.VOICE: 2, Trait.IN_PERSON: 1},
    Need.RECORD: {Trait.WRITTEN: 3},
    Need.CAN_WAIT: {Trait.PLANNED: 2, Trait.WRITTEN: 2, Trait.LIVE: -1},  # leaves the line to who cannot wait
}


def read(ticked: Iterable[str]) -> list[Need]:
    """The needs among these words, in their own order; others are left out."""
    ticked = set(ticked)
    return [need for need in Need if need.value in ticked]


def points(way: WayIn, needs: Iterable[Need]) -> int:
    """How well this way in meets these needs. Where nobody is there now, nothing urgent is met."""
    return sum(
        worth for need in needs for trait, worth in FITS[need].items()
        if trait in way.traits and not (need == Need.URGENT and not way.is_open)
    )


def best(ways: Iterable[WayIn], needs: list[Need]) -> WayIn | None:
    """The one that fits best; None where nothing was ticked, or none meets any of it."""
    ways = [way for way in ways if points(way, needs) > 0]
    return max(ways, key=lambda way: (points(way, needs), way.is_open, -_minutes(way), -way.order), default=None)


def better_than(way: WayIn, ways: Iterable[WayIn], needs: list[Need]) -> WayIn | None:
    """What to name beside this way in, where another fits more; None where this one will do."""
    found = best(ways, needs)
    return found if found and points(found, needs) > points(way, needs) else None


def _minutes(way) -> int:
    return way.wait[1] if way.wait else UNKNOWN
