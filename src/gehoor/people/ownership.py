"""Whose it is must not change while something is being filed.

Filing and answering `hold` whose everything is, many at a time; merging `changes` it, alone. Both last until the
transaction ends. Take it first, before any row is locked, and there is no order in which two can wait for each other.
"""

from django.db import connection

from gehoor.core import prepared

from .models import Person

LOCK = 7_205_112_001  # any number nobody else uses


def hold():
    """Nobody is merged, and no merge is undone, until this transaction ends."""
    _lock("pg_advisory_xact_lock_shared")


def change():
    """Wait until nothing is being filed, and let nothing be filed until this transaction ends."""
    _lock("pg_advisory_xact_lock")


def current(person: Person) -> Person:
    """The person this one proved to be, as of now; itself where it was never merged."""
    while person.merged_into_id:
        person = person.merged_into
    return person


def of(pk: int) -> Person:
    """The same by id. Raises `Person.DoesNotExist`."""
    found = prepared.one(("person",), Person.objects.filter, pk=pk)
    if found is None:
        raise Person.DoesNotExist
    return current(found)


def members(person: Person) -> set[int]:
    """Ids of everyone who proved to be this person, itself included; a query for each level of merging."""
    found, level = {person.pk}, {person.pk}
    while level:
        level = set(Person.objects.filter(merged_into__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def _lock(function):
    if function in connection.until_end:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
    if connection.lasts_until_end():
        connection.until_end.add(function)
