"""The ways in at this moment, as rows of the page."""

from dataclasses import dataclass

from gehoor.postroom import ways_in
from gehoor.postroom.channel import Trait, WayIn

from . import guidance


@dataclass(frozen=True, slots=True)
class Row:
    """A way in with what it costs in time, and advice where something was ticked."""

    way: WayIn
    expected: str
    is_best: bool = False
    better: WayIn | None = None
    better_expected: str = ""


def rows(found: list[WayIn], needs) -> list[Row]:
    """The same with advice for these needs."""
    best = guidance.best(found, needs)
    return [_row(way, found, needs, best) for way in found]


def _row(way, found, needs, best) -> Row:
    better = guidance.better_than(way, found, needs)
    return Row(way, ways_in.expected(way), way is best, better, ways_in.expected(better) if better else "")


def closed(found: list[WayIn]) -> dict | None:
    """None while somebody is there; else when next, and what can be done now: ways that promise an answer or a call."""
    live = [way for way in found if way.is_live and way.opening]
    if not live or any(way.is_open for way in live):
        return None
    opens = [way.opening for way in live if way.opening.opens]
    now = [(way, ways_in.expected(way)) for way in found if way.is_open and way.url and {Trait.WRITTEN, Trait.PLANNED} & way.traits]
    return {"again": min(opens, key=lambda one: one.opens).again if opens else "", "now": now}
