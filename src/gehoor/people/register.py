"""Writing down who somebody is: a new person, another address, another name. Each is one event."""

from django.db import transaction

from gehoor.core import events

from .addresses import normalised
from .models import AddressKind, DigitalAddress, Person


@transaction.atomic
def new_person(name="", *, phone="", email="", by) -> Person:
    """Someone new, by an employee who asked. Raises `InvalidAddress` before anything is written."""
    given = ((AddressKind.PHONE, phone), (AddressKind.EMAIL, email))
    addresses = [(kind, normalised(kind, text)) for kind, text in given if text]
    person = Person.objects.create(name=name.strip()[:200])
    for kind, value in addresses:
        DigitalAddress.objects.create(person=person, kind=kind, value=value)
    events.record("person.registered", person_id=person.pk, actor=by)
    return person


def rename(person, name, *, by):
    """The name this person goes by."""
    person.name = name.strip()[:200]
    person.save(update_fields=["name"])
    events.record("person.renamed", person_id=person.pk, actor=by)


def state_needs(person, needs, *, by):
    """What the person asked us to mind, in their words."""
    person.stated_needs = needs.strip()[:300]
    person.save(update_fields=["stated_needs"])
    events.record("person.needs_stated", person_id=person.pk, actor=by)


def add_address(person, text, *, by) -> tuple[DigitalAddress, bool]:
    """Another number or e-mail address, and whether it is new to this person. Raises `InvalidAddress`."""
    kind = AddressKind.EMAIL if "@" in text else AddressKind.PHONE
    address, is_new = DigitalAddress.objects.get_or_create(person=person, kind=kind, value=normalised(kind, text))
    if is_new:
        events.record("person.address_added", person_id=person.pk, actor=by, address=address.pk)
    return address, is_new
