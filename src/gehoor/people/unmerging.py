"""They are two people after all: everything goes back to whose it was, and what came in since goes by its address."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from . import belongings, merging, ownership
from .models import Belonging, DigitalAddress, Merge, Person

ADDRESSES = "people.digitaladdress.person"


class CannotUndo(ValueError):
    """This merge cannot be undone; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that came in since, and that nothing tells whose it is. `key` is what an answer is given by."""

    key: str
    what: str
    when: datetime | None = None
    conversation_id: int | None = None


@dataclass
class Telling:
    """What tells whose something is, while `leaving` gets back their own. True means it goes with them."""

    staying: Person
    leaving: Person
    answers: dict[str, bool]
    by_address: dict[str, bool] = field(default_factory=dict)  # addresses of one of the two only
    decided: dict[str, dict[int, bool]] = field(default_factory=dict)  # by relation, for every row that was theirs
    doubts: list[Doubt] = field(default_factory=list)

    def ask(self, relation: str, row: int, what: str, **more) -> bool:
        """The employee's answer; until there is one it stays."""
        key = f"{relation}:{row}"
        self.doubts.append(Doubt(key, what, **more))
        return self.answers.get(key, False)


def plan(merge: Merge, answers=None) -> Telling:
    """What undoing this merge would do. `answers` are {key of a doubt: whether it goes}."""
    leaving = merge.merged
    if merge.undone_at or not leaving.merged_into_id:
        raise CannotUndo(_("This was undone already. Nothing is changed."))
    telling = Telling(ownership.current(leaving), leaving, answers or {})
    going = ownership.members(leaving)
    between = ownership.members(telling.staying) - going - {telling.staying.pk}
    for relation in belongings.relations():
        rows = relation.rows([telling.staying.pk])
        telling.decided[relation.name] = _decide(relation, rows, going, telling) | _left(relation, between, going)
        if relation.name == ADDRESSES:
            telling.by_address = _by_address(telling, going)
    return telling


def _decide(relation, rows, going, telling) -> dict[int, bool]:
    """{row: whether it goes}: by whose it was, else by what came with it."""
    known = Belonging.objects.filter(relation=relation.name, row__in=rows)
    homes = {row: (home in going, settled) for row, home, settled in known.values_list("row", "home_id", "is_settled")}
    decided = {row: goes for row, (goes, settled) in homes.items() if settled or goes}
    undecided = [row for row in rows if row not in decided]
    teller = belongings.teller(relation.name)
    told = teller(undecided, telling) if teller and undecided else {}
    return decided | {row: bool(told.get(row)) for row in undecided}


def _left(relation, between, going) -> dict[int, bool]:
    """What was theirs and stayed with somebody merged in between: the survivor had the same, such as a shared address."""
    theirs = Belonging.objects.filter(relation=relation.name, row__in=relation.rows(between), home__in=going)
    return dict.fromkeys(theirs.values_list("row", flat=True), True) if between else {}


def _by_address(telling, going) -> dict[str, bool]:
    """Each address that only one of the two has: whether that is who leaves."""
    decided, everyone = telling.decided[ADDRESSES], ownership.members(telling.staying)
    sides: dict[str, set[bool]] = {}
    for pk, person, value in DigitalAddress.objects.filter(person__in=everyone).values_list("pk", "person_id", "value"):
        sides.setdefault(value, set()).add(decided.get(pk, person in going))
    return {value: side.pop() for value, side in sides.items() if len(side) == 1}


@transaction.atomic
def unmerge(merge: Merge, *, by, reason: str, answers=None) -> Person:
    """Undo a merge, in whatever order merges were made; returns who is a person of their own again.

    Raises `CannotUndo`.
    """
    ownership.change()
    merge = Merge.objects.select_related("merged", "survivor").get(pk=merge.pk)
    telling = plan(merge, answers)
    staying, leaving = telling.staying, telling.leaving
    leaving.merged_into = None
    leaving.save(update_fields=["merged_into"])
    for relation in belongings.relations():
        rows = [row for row, goes in telling.decided[relation.name].items() if goes]
        _home(relation, relation.give(rows, leaving.pk), ownership.members(leaving))
    for person in (staying, leaving):
        _part(person)
    _take_words_back(merge)
    merge.undone_at, merge.undone_by, merge.undone_reason = timezone.now(), by, reason.strip()[:300]
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    merging.announce(staying, leaving, by, merge=merge.pk, is_undone=True)
    return leaving


def _home(relation, rows, members):
    """What who leaves has already, such as an address that they share with somebody merged into them, goes to whose it was."""
    homes = Belonging.objects.filter(relation=relation.name, row__in=rows, home__in=members)
    for row, home in homes.values_list("row", "home_id") if rows else ():
        relation.give([row], home)


def _part(person):
    """What others of this person still have comes to it; who is alone needs no memory of whose things were."""
    everyone = ownership.members(person)
    belongings.gather(person, everyone)
    if everyone == {person.pk}:
        Belonging.objects.filter(home=person).delete()


def _take_words_back(merge):
    """The name and needs the survivor had, where nobody changed them since."""
    survivor = Person.objects.get(pk=merge.survivor_id)
    for name, (before, after) in merge.words.items():
        if getattr(survivor, name) == after:
            setattr(survivor, name, before)
    survivor.save(update_fields=list(merge.words) or ["name"])


def open_merges(person) -> list[Merge]:
    """Merges that make up this person and can be undone, the latest first."""
    members = ownership.members(person)
    found = Merge.objects.filter(Q(merged__in=members), undone_at=None).exclude(merged=person)
    return list(found.select_related("merged", "survivor", "by"))
