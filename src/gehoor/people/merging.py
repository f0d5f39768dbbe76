"""Two proved to be one person. An employee decides, with a reason; nothing merges by itself and nothing is deleted."""

from django.db import transaction
from django.utils.translation import gettext as _

from gehoor.core import events

from . import belongings, ownership
from .models import Merge, Organisation, Person

_listeners = []


class CannotMerge(ValueError):
    """These two cannot become one; the message says why, for people."""


def tell(listener):
    """Have `listener(survivor, merged, by, is_undone)` called in the transaction of each merge, and of each undoing."""
    _listeners.append(listener)


def check(survivor: Person, merged: Person):
    """Raises `CannotMerge` where these two cannot become one."""
    if survivor.pk == merged.pk:
        raise CannotMerge(_("These are one person already."))
    if survivor.merged_into_id or merged.merged_into_id:
        raise CannotMerge(_("One of them was merged with somebody else meanwhile. Look again, and then decide."))
    if Organisation.objects.filter(party__in=(survivor, merged)).exists():
        raise CannotMerge(_("An organisation cannot be merged. Make the person its contact person instead."))


@transaction.atomic
def merge(survivor: Person, merged: Person, *, by, reason: str) -> Merge:
    """All of `merged` becomes the survivor's, until it is undone. Raises `CannotMerge`.

    What comes in at this very moment waits, and is then the survivor's.
    """
    ownership.change()
    survivor, merged = (Person.objects.get(pk=one.pk) for one in (survivor, merged))
    check(survivor, merged)
    for person in (survivor, merged):
        belongings.settle(person)
    merged.merged_into = survivor
    merged.save(update_fields=["merged_into"])
    belongings.gather(survivor, ownership.members(survivor))
    done = Merge.objects.create(
        survivor=survivor, merged=merged, by=by, reason=reason.strip()[:300], words=_combine(survivor, merged)
    )
    announce(survivor, merged, by, merge=done.pk)
    return done


def announce(survivor, merged, by, *, merge, is_undone=False):
    """Tell it on the timelines of both, and to whoever wants to know."""
    kind = "person.unmerged" if is_undone else "person.merged"
    for person, other in ((survivor, merged), (merged, survivor)):
        events.record(kind, person_id=person.pk, actor=by, other=other.pk, merge=merge)
    for listener in _listeners:
        listener(survivor, merged, by, is_undone)


def combined(survivor, merged) -> dict:
    """What the survivor's own row says after merging: the name where it had none, and what either asked us to mind."""
    stated = list(dict.fromkeys(filter(None, (survivor.stated_needs, merged.stated_needs))))
    named = survivor.name or merged.name
    return {
        "name": named,
        "is_anonymous": not named and survivor.is_anonymous and merged.is_anonymous,
        "needs": list(dict.fromkeys([*survivor.needs, *merged.needs])),
        "stated_needs": "; ".join(stated)[:300],
    }


def _combine(survivor, merged) -> dict:
    """Write it; {field: [before, after]} of what changed."""
    after = combined(survivor, merged)
    changed = {field: [getattr(survivor, field), value] for field, value in after.items()}
    changed = {field: values for field, values in changed.items() if values[0] != values[1]}
    for field, (_before, value) in changed.items():
        setattr(survivor, field, value)
    if changed:
        survivor.save(update_fields=list(changed))
    return changed
