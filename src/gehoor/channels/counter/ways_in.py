"""Coming by: each place with a walk-in hour, with the wait there; else the counter of the organisation."""

from django.utils.translation import gettext as _

from gehoor.appointments import walk_in, walk_in_hours
from gehoor.postroom.channel import Trait, WayIn
from gehoor.targets import opening


def of(channel, now) -> list[WayIn]:
    """The counter of the organisation too, where its address is not one of those places."""
    house = now.calendar.hours(channel.kind)
    places = [(place, opening.tell(hours, now.at)) for place, hours in walk_in_hours.of_places(house, now.at)]
    waits = walk_in.expected_now([place for place, there in places if there.is_open]) if places else {}
    found = [_place(channel, place, there, waits.get(place.pk)) for place, there in places]
    visit = now.organisation.visit
    if visit and not any(_is_same(way.shown, visit) for way in found):
        found.insert(0, _row(channel, 20, key=channel.kind, title=_("Come by"), shown=visit, opening=now.opening(channel.kind)))
    return found


def _place(channel, place, there, wait) -> WayIn:
    return _row(
        channel, 21, key=f"{channel.kind}-{place.pk}", title=_("Come by: %(place)s") % {"place": place.name}, shown=place.address,
        more=" ".join(filter(None, [place.directions, place.accessibility])), opening=there,
        wait=(wait.low, wait.high) if wait and wait.low is not None else None,
    )


def _row(channel, order, **options) -> WayIn:
    return WayIn(
        icon=channel.icon, good_for=_("To show or collect something, or to talk it over at ease. You need no appointment."),
        traits=frozenset({Trait.LIVE, Trait.VOICE, Trait.IN_PERSON}), order=order, **options,
    )


def _is_same(one, other) -> bool:
    one, other = (" ".join(text.lower().split()) for text in (one, other))
    return one in other or other in one
