"""Everything that points to a person, found by itself: a new foreign key moves along with a merge without a word.

An app that can tell whose something is that came in *after* a merge says so with `told_by`; else it stays where it is
when the merge is undone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db import IntegrityError, models, transaction

from .models import Belonging, Person

# What tells of merging itself, and so never moves.
HISTORY = {"people.person.merged_into", "people.merge.survivor", "people.merge.merged", "people.belonging.home"}
_tellers: dict[str, tuple[int, Callable]] = {}


@dataclass(frozen=True)
class Relation:
    """One foreign key to `Person`."""

    model: type[models.Model]
    field: models.ForeignKey

    @property
    def name(self) -> str:
        """Such as "conversations.contact.person"."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    def rows(self, owners) -> list[int]:
        """Ids of the rows that belong to one of these people."""
        found = self.model._base_manager.filter(**{f"{self.field.attname}__in": owners})
        return list(found.order_by("pk").values_list("pk", flat=True))

    def give(self, rows, to: int) -> list[int]:
        """Make these rows the property of `to`; what `to` has already, or cannot have, stays where it is, and is returned."""
        if not self._is_bound:
            self.model._base_manager.filter(pk__in=rows).update(**{self.field.attname: to})
            return []
        stayed = []
        for row in rows:
            try:
                with transaction.atomic():
                    self.model._base_manager.filter(pk=row).update(**{self.field.attname: to})
            except IntegrityError:
                stayed.append(row)  # such as an address that both had
        return stayed

    @property
    def _is_bound(self) -> bool:
        """Whether a constraint has a word in whose a row is."""
        together = any(self.field.name in names for names in self.model._meta.unique_together)
        named = any(self.field.name in repr(one.deconstruct()) for one in self.model._meta.constraints)
        return self.field.unique or together or named


@lru_cache(maxsize=1)
def relations() -> tuple[Relation, ...]:
    """Every foreign key to a person that moves with a merge; those that others are told apart by come first."""
    found = [
        Relation(one.field.model, one.field)
        for one in Person._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one)
    ]
    ours = [one for one in found if one.name not in HISTORY]
    return tuple(sorted(ours, key=lambda one: (_tellers.get(one.name, (1000, None))[0], one.name)))


def told_by(name: str, teller: Callable, *, order: int):
    """Let `teller(rows, telling)` decide whose rows of relation `name` are that came in after a merge.

    It returns {row: True (they go), False (they stay) or None (an employee says)}; see `unmerging.Telling`. Lower
    `order` is asked first. Called once, when the app is ready.
    """
    _tellers[name] = (order, teller)
    relations.cache_clear()


def teller(name: str) -> Callable | None:
    """Who tells whose the rows of this relation are."""
    return _tellers.get(name, (0, None))[1]


def settle(person: Person):
    """Write down what belongs to this person before others' belongings come to it."""
    is_alone = not Person.objects.filter(merged_into=person).exists()
    for relation in relations():
        Belonging.objects.bulk_create(
            (Belonging(relation=relation.name, row=row, home=person, is_settled=is_alone)
             for row in relation.rows([person.pk])),
            ignore_conflicts=True, batch_size=5000,
        )


def gather(person: Person, members: set[int]):
    """Bring together at `person` what belongs to anyone who proved to be this person."""
    for relation in relations():
        for member in sorted(members - {person.pk}):
            rows = relation.rows([member])
            Belonging.objects.bulk_create(
                (Belonging(relation=relation.name, row=row, home_id=member) for row in rows),
                ignore_conflicts=True, batch_size=5000,
            )
            relation.give(rows, person.pk)
