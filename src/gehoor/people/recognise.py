"""Who is this? An address gives candidates; one candidate is taken, more are told apart by name, nobody is merged."""

from django.db import connection

from gehoor.core import prepared

from .models import DigitalAddress, Person


def lock(kind: str, value: str):
    """Let one transaction at a time decide who belongs to this address, so two first mails make one person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kind}:{value}"])


def candidates(kind: str, value: str) -> list[Person]:
    """Everyone who has this address, the oldest first; a person for each of those who proved to be one."""
    return prepared.rows(("candidates",), _holders, kind=str(kind), value=value)


def _holders(kind, value):
    return Person.objects.filter(addresses__kind=kind, addresses__value=value, merged_into=None).order_by("pk")


def sender(kind: str, value: str, name: str = "", also_at=()) -> Person:
    """The person who writes from this address; a new one where nobody, or more than one, fits.

    `also_at` are further (kind, value) that only somebody new gets: whoever knows an address of yours must not be able
    to put their own phone number beside it.

    One holder of the address is that person, whatever name stands there. Several share it (a couple): the one with
    this very name, else someone new, because a wrong guess would show a story to the wrong person.
    """
    lock(kind, value)
    found = candidates(kind, value)
    if len(found) > 1:
        found = [person for person in found if person.name.casefold() == name.strip().casefold()]
    if found:
        return found[0]
    person = prepared.insert(Person(name=name.strip()[:200]))
    for address_kind, address in dict.fromkeys([(kind, value), *also_at]):
        prepared.insert(DigitalAddress(person=person, kind=address_kind, value=address))
    return person


def speaker(party: Person, name: str) -> Person:
    """Who speaks from an address of `party`: the contact person of this name where it is an organisation's."""
    if not name.strip() or name.strip().casefold() == party.name.casefold():
        return party
    return prepared.one(("speaker",), _speaking_for, party=party.pk, name=name.strip()) or party


def _speaking_for(party, name):
    contacts = Person.objects.filter(speaks_for__organisation__party=party, merged_into=None, name__iexact=name)
    return contacts.order_by("pk")
