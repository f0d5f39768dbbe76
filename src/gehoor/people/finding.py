"""Finding people by whatever an employee hears or types: a number in any form, an e-mail address, a name."""

import re
from dataclasses import dataclass, replace

from django.db.models import Q, TextChoices
from django.db.models.functions import Upper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.core import planned

from . import ownership
from .addresses import POSTCODE, InvalidAddress, normalised_email, normalised_phone
from .models import AddressKind, DigitalAddress, Person

ENOUGH_DIGITS = 4  # fewer would find half the town
LONGEST = 200  # nobody types a longer name or number
LIMIT = 20


class Reason(TextChoices):
    """Why somebody is among the found: told, so that the employee can judge."""

    NUMBER = "number", _("same phone number")
    EMAIL = "email", _("same e-mail address")
    NUMBER_PART = "number_part", _("phone number with these digits")
    EMAIL_PART = "email_part", _("e-mail address looks like it")
    POSTAL = "postal", _("same postal address")
    POSTAL_PART = "postal_part", _("postal address with this")
    NAME = "name", _("this name")
    ALIKE = "alike", _("name looks like it")


SURE = {  # by kind of address: the reason when it is the very same, and when a part of it is
    AddressKind.PHONE: (Reason.NUMBER, Reason.NUMBER_PART), AddressKind.EMAIL: (Reason.EMAIL, Reason.EMAIL_PART),
    AddressKind.POSTAL: (Reason.POSTAL, Reason.POSTAL_PART),
}


@dataclass(frozen=True, slots=True)
class FoundPerson:
    person: Person
    reason: Reason
    value: str = ""  # the address that matched, as kept
    shared_with: tuple[str, ...] = ()  # names of others who have this address
    known_as: str = ""  # the name that matched, where it is one this person had before merging

    @property
    def why(self) -> str:
        """The reason in words: "same e-mail address, also used by Ria de Boer"."""
        if self.shared_with:
            more = {"reason": self.reason.label, "names": ", ".join(self.shared_with)}
            return gettext("%(reason)s, also used by %(names)s") % more
        if self.known_as:
            return gettext("%(reason)s: %(name)s") % {"reason": self.reason.label, "name": self.known_as}
        return str(self.reason.label)


def find(text: str, *, limit=LIMIT, among=None) -> list[FoundPerson]:
    """People whom `text` may mean, the surest first; at most two queries. Caller ID is a hint, never a proof.

    `among` is a queryset of the people that may be found, where that is not everybody; then it takes one query more.
    """
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    if not text:
        return []
    if _is_number(text) or "@" in text:
        return _by_address(text, limit, among)
    named = _by_name(text, limit, among)
    sure = [one for one in named if one.reason == Reason.NAME]
    found: dict[int, FoundPerson] = {}
    for one in [*sure, *_by_address(text, limit, among), *named]:
        found.setdefault(one.person.pk, one)
    return list(found.values())[:limit]


def _is_number(text) -> bool:
    return not re.search(r"[^\W\d_]", text) and len(_digits(text)) >= ENOUGH_DIGITS


def _digits(text) -> str:
    return re.sub(r"\D", "", text)


def _by_address(text, limit, among):
    wanted, exact = _address_query(text)
    if not wanted:
        return []
    addresses = _of(among, DigitalAddress.objects.filter(wanted, person__merged_into=None).select_related("person"))
    return _holders(addresses.order_by("-pk")[: limit * 2], {exact})[:limit]


def _of(among, addresses):
    return addresses if among is None else addresses.filter(person__in=among)


def _holders(addresses, exact) -> list[FoundPerson]:
    """Who has these addresses, those with the very same one first, and with whom they share it."""
    addresses = sorted(addresses, key=lambda address: address.value not in exact)
    names: dict[str, list[tuple[int, str]]] = {}
    for address in addresses:
        names.setdefault(address.value, []).append((address.person_id, str(address.person)))
    found: dict[int, FoundPerson] = {}
    for one in addresses:
        reason = SURE[one.kind][one.value not in exact]
        others = tuple(name for pk, name in names[one.value] if pk != one.person_id)[:3]
        found.setdefault(one.person_id, FoundPerson(one.person, reason, one.value, others))
    return list(found.values())


def alike(person: Person, *, limit=8, among=None) -> list[FoundPerson]:
    """Who may be this very person: has an address of theirs, or a name that looks like it. Two queries."""
    values = list(person.addresses.values_list("value", flat=True))
    shared = _of(among, DigitalAddress.objects.filter(value__in=values, person__merged_into=None).exclude(person=person))
    found = {one.person.pk: one for one in _holders(shared.select_related("person").order_by("pk")[:limit], set(values))}
    for one in _by_name(person.name, limit, among) if person.name else []:
        if one.person.pk != person.pk:
            found.setdefault(one.person.pk, one)
    return [replace(one, shared_with=()) for one in found.values()][:limit]


def _address_query(text) -> tuple[Q | None, str]:
    """(what to look for among addresses, the kept form where `text` is a whole address)."""
    if "@" in text:
        try:
            exact = normalised_email(text)
        except InvalidAddress:
            exact = ""
        return Q(kind=AddressKind.EMAIL, value__icontains=exact or text), exact
    if found := POSTCODE.search(text):
        return _postcode_query(found, text)
    if _is_number(text):
        return _number_query(text)
    if " " not in text and len(text) >= 3:
        return Q(kind=AddressKind.EMAIL, value__icontains=text), ""
    return None, ""


def _postcode_query(found, text):
    """A postcode, and the house number where one is typed with it: what people say at the phone."""
    wanted = Q(kind=AddressKind.POSTAL, value__icontains=f"{found[1]} {found[2].upper()}")
    if number := re.search(r"\d+", text[: found.start()] + " " + text[found.end() :]):
        wanted &= Q(value__regex=rf"\m{number[0]}\M")
    return wanted, ""


def _number_query(text):
    part = re.sub(r"^(0031|31|0)", "", _digits(text)) or _digits(text)
    wanted = Q(kind=AddressKind.PHONE, value__icontains=part)
    try:
        exact = normalised_phone(text)
    except InvalidAddress:
        return wanted, ""
    return wanted | Q(kind=AddressKind.PHONE, value=exact), exact


def _by_name(text, limit, among):
    """Every word in the name, in any order; too few of those, then names that sound like it (typed over the phone)."""
    every_word = Q()
    for word in text.split():
        every_word &= Q(name__icontains=word)
    people = Person.objects.annotate(upper_name=Upper("name")).order_by("-pk")
    if among is not None:  # who was merged is looked at below, as whom they proved to be
        people = people.filter(Q(pk__in=among.values("pk")) | Q(merged_into__isnull=False))
    words = text.casefold().split()
    found: dict[int, FoundPerson] = {}
    named = people.filter(every_word)[:limit]
    alike = people.filter(upper_name__trigram_word_similar=text.upper())[: limit * 3]
    for person in sorted(planned.rows_until(limit, named, alike), key=lambda person: not _has(person, words)):
        reason = Reason.NAME if _has(person, words) else Reason.ALIKE
        now = ownership.current(person)
        found.setdefault(now.pk, FoundPerson(now, reason, known_as=person.name if now != person else ""))
    if among is not None and found:
        known = set(among.filter(pk__in=found).values_list("pk", flat=True))
        found = {pk: one for pk, one in found.items() if pk in known}
    return list(found.values())[:limit]


def _has(person, words) -> bool:
    return all(word in person.name.casefold() for word in words)
