"""What an employee can help with: languages and subjects."""

from django.db import transaction

from gehoor.core import events

from . import availability, routing
from .models import Skill

MOST = 30  # subjects of one employee


def of(employee) -> dict[str, list[str]]:
    """By kind what this employee can help with."""
    found = {kind.value: [] for kind in Skill.Kind}
    for skill in employee.skills.all():
        found[skill.kind].append(skill.value)
    return found


def known_by_anyone(but=None) -> list[str]:
    """Every subject that somebody here knows, by name: what people can choose from. `but` leaves out one employee."""
    known = Skill.objects.filter(kind=Skill.Kind.SUBJECT, employee__is_active=True).exclude(employee=but)
    return sorted(known.order_by().values_list("value", flat=True).distinct(), key=str.casefold)


@transaction.atomic
def change(employee, *, languages, subjects, by):
    """From now on these and no others. Turns that wait are looked at once more.

    A subject that a colleague knows too is written as it is there: people choose one, and it means them both.
    """
    written = {one.casefold(): one for one in [*subjects, *known_by_anyone(but=employee)]}
    wanted = {(Skill.Kind.LANGUAGE.value, one) for one in languages}
    wanted |= {(Skill.Kind.SUBJECT.value, written[one.casefold()]) for one in subjects}
    had = {(skill.kind, skill.value): skill for skill in employee.skills.all()}
    for key in had.keys() - wanted:
        had[key].delete()
    Skill.objects.bulk_create(Skill(employee=employee, kind=kind, value=value) for kind, value in sorted(wanted - had.keys()))
    if wanted != had.keys():
        events.record("employee.skills_changed", actor=by, employee=employee.pk)
        availability.changed()
        routing.offer_soon()
