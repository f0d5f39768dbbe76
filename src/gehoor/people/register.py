"""Writing down who somebody is: a new person, an address, a name, what to mind. Each is one event."""

from django.db import transaction

from gehoor.core import events

from .addresses import kind_of, normalised
from .models import AddressKind, DigitalAddress, Need, Person


@transaction.atomic
def new_person(name="", *, phone="", email="", postal="", by) -> Person:
    """Someone new, by an employee who asked. Raises `InvalidAddress` before anything is written."""
    given = ((AddressKind.PHONE, phone), (AddressKind.EMAIL, email), (AddressKind.POSTAL, postal))
    addresses = [(kind, normalised(kind, text)) for kind, text in given if text]
    person = Person.objects.create(name=name.strip()[:200])
    for kind, value in addresses:
        DigitalAddress.objects.create(person=person, kind=kind, value=value)
    events.record("person.registered", person_id=person.pk, actor=by)
    return person


def rename(person, name, *, by):
    """The name this person goes by; who was anonymous and gives a name no longer is."""
    person.name = name.strip()[:200]
    person.is_anonymous = person.is_anonymous and not person.name
    person.save(update_fields=["name", "is_anonymous"])
    events.record("person.renamed", person_id=person.pk, actor=by)


def state_needs(person, needs, *, by):
    """What the person asked us to mind, in their words."""
    person.stated_needs = needs.strip()[:300]
    person.save(update_fields=["stated_needs"])
    events.record("person.needs_stated", person_id=person.pk, actor=by)


def wants_no_name(person, anonymous: bool, *, by):
    """Whether a person without a name wants to give none, or is just not known yet."""
    person.is_anonymous = anonymous and not person.name
    person.save(update_fields=["is_anonymous"])
    events.record("person.anonymity_said", person_id=person.pk, actor=by, anonymous=person.is_anonymous)


def choose_needs(person, needs, *, by):
    """Which of the usual needs the person stated: values of `Need`."""
    person.needs = [need for need in Need.values if need in needs]
    person.save(update_fields=["needs"])
    events.record("person.needs_stated", person_id=person.pk, actor=by)


def add_address(person, text, *, by) -> tuple[DigitalAddress, bool]:
    """Another number, e-mail or postal address, and whether it is new to this person. Raises `InvalidAddress`."""
    kind = kind_of(text)
    address, is_new = DigitalAddress.objects.get_or_create(person=person, kind=kind, value=normalised(kind, text))
    if is_new:
        events.record("person.address_added", person_id=person.pk, actor=by, address=address.pk)
    return address, is_new


def correct_address(address, text, *, by):
    """What it should have been. Raises `InvalidAddress`, and `IntegrityError` where the person has that one already."""
    was, kind = address.value, kind_of(text)
    address.kind, address.value = kind, normalised(kind, text)
    with transaction.atomic():
        address.save(update_fields=["kind", "value"])
    events.record("person.address_corrected", person_id=address.person_id, actor=by, was=was, now=address.value)


def withdraw_address(address, *, by):
    """It is wrong or no longer theirs. Nothing goes there by itself any more; what was said from it stays as it is."""
    events.record("person.address_withdrawn", person_id=address.person_id, actor=by, value=address.value)
    address.delete()


def prefer_address(address, *, by):
    """The person said: here, please. One of their addresses at most; choosing it again takes that back."""
    others = DigitalAddress.objects.filter(person=address.person_id)
    wanted = not address.is_preferred
    others.update(is_preferred=False)
    others.filter(pk=address.pk).update(is_preferred=wanted)
    events.record("person.address_preferred", person_id=address.person_id, actor=by, address=address.pk, preferred=wanted)
