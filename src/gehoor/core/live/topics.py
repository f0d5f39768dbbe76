"""What a screen can follow. The apps that own a topic register it in `AppConfig.ready`; core knows none of them.

A topic is written "kind" or "kind:number", such as "queue" or "conversation:12".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from gehoor.core.models import Event

TOPIC = re.compile(r"([a-z_]{1,30})(?::([0-9]{1,18}))?")
LOOK_BACK = 1000  # ids: a transaction that took its id earlier may commit later, but not a thousand events later


@dataclass(frozen=True)
class Topic:
    """`capability` lets a role follow it; `may_follow(employee, numbers)` gives those numbers the employee may see.

    `touched_by(kind, conversation_id)` says which number an event touches: None for none, True where it has no number.
    """

    kind: str
    capability: str
    touched_by: Callable
    may_follow: Callable | None = None
    is_open: bool = False  # a screen in a hall follows it without an account; the page itself decides what it shows


_topics: dict[str, Topic] = {}


def register(topic: Topic):
    """Make a kind of topic known; once more with the same kind replaces it."""
    _topics[topic.kind] = topic


def may_connect(employee) -> bool:
    """Whether there is anything to follow for this role."""
    return any(employee.may(topic.capability) for topic in _topics.values())


def touched(kind: str, conversation_id: int | None) -> set[str]:
    """The topics that an event touches."""
    found = set()
    for topic in _topics.values():
        number = topic.touched_by(kind, conversation_id)
        if number is True:
            found.add(topic.kind)
        elif number is not None:
            found.add(f"{topic.kind}:{number}")
    return found


def allowed(employee, names) -> set[str]:
    """Those of the topics `names` that this employee may follow now. Unknown and foreign ones look the same."""
    by_kind: dict[str, set[int | None]] = {}
    for name in names:
        if match := TOPIC.fullmatch(name):
            by_kind.setdefault(match[1], set()).add(match[2] and int(match[2]))
    kinds = {kind: _topics[kind] for kind in by_kind if kind in _topics and employee.may(_topics[kind].capability)}
    asked: dict[Callable, set[int]] = {}  # kinds that are about the same things are asked together
    for kind, topic in kinds.items():
        if topic.may_follow:
            asked.setdefault(topic.may_follow, set()).update(by_kind[kind] - {None})
    may = {may_follow: may_follow(employee, numbers) for may_follow, numbers in asked.items()}
    found = {kind for kind, topic in kinds.items() if topic.may_follow is None and None in by_kind[kind]}
    for kind, topic in kinds.items():
        if topic.may_follow:
            found |= {f"{kind}:{number}" for number in by_kind[kind] & may[topic.may_follow]}
    return found


def open_to_all(names) -> set[str]:
    """Those of the topics `names` that a screen without an account may follow."""
    return {name for name in names if (topic := _topics.get(name)) and topic.is_open}


def version(name: str) -> str:
    """How far this topic is now, to compare with: differs as soon as another event of it is committed.

    A view asks for it *before* it reads what it shows, and writes it in the element's `data-live-event`. The highest id
    alone would not do: ids are given before the commit, so a lower one can appear later; hence the count.
    """
    return _how_far(name.partition(":")[2])


def versions(names) -> dict[str, str]:
    """The same of several; those about one thing are looked up once."""
    numbers = {name: name.partition(":")[2] for name in names}
    found = {number: _how_far(number) for number in set(numbers.values())}
    return {name: found[number] for name, number in numbers.items()}


def _how_far(number: str) -> str:
    events = Event.objects.filter(conversation_id=int(number)) if number else Event.objects.all()
    last = events.aggregate(last=Max("pk"))["last"] or 0
    count = events.filter(pk__gt=last - LOOK_BACK).aggregate(count=Count("pk", filter=Q(pk__lte=last)))["count"]
    return f"{last}.{count}"
