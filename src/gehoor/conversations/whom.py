"""Whom an employee may come across: by name, number or address, beside a contact they note, and on a page of its own.

In-house colleagues may know anyone by name: people phone about anything. Whoever is in an outsourced team comes across
only who has a question that they may read or know of (`visibility`), who spoke in one, and whom they wrote down
themselves (decision 017). Nothing else finds people for an employee; a test looks whether that is so.
"""

from django.db.models import Exists, OuterRef, Q

from gehoor.core.models import Event
from gehoor.people import finding
from gehoor.people.finding import FoundPerson
from gehoor.people.models import Person

from .models import Contact, Conversation, Direction


def known_to(employee):
    """The people this employee may come across, as a queryset."""
    if not employee.is_outsourced:
        return Person.objects.all()
    asked = Conversation.objects.visible_or_glimpsed(employee).order_by()
    told = Contact.objects.filter(direction=Direction.IN, conversation__in=Conversation.objects.visible_to(employee)).order_by()
    registered = Event.objects.filter(kind="person.registered", actor=employee, person_id=OuterRef("pk")).order_by()
    return Person.objects.filter(
        Exists(asked.filter(person=OuterRef("pk")))
        | Exists(told.filter(Q(person=OuterRef("pk")) | Q(on_behalf_of=OuterRef("pk"))))
        | Exists(registered)
    )


def find(employee, text: str, **more) -> list[FoundPerson]:
    """People whom `text` may mean, as `people.finding.find` has them."""
    return finding.find(text, among=_limit(employee), **more)


def alike(employee, person: Person, **more) -> list[FoundPerson]:
    """Who may be this very person, as `people.finding.alike` has them."""
    return finding.alike(person, among=_limit(employee), **more)


def get(employee, pk) -> Person | None:
    """The person with this id, as typed or followed; None where there is none, or not for this employee."""
    text = str(pk)
    return known_to(employee).filter(pk=text).first() if text.isdecimal() and len(text) < 19 else None


def _limit(employee):
    return known_to(employee) if employee.is_outsourced else None
