"""Finding people by whatever an employee hears or types: a number in any form, an e-mail address, a name."""

import re
from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from .addresses import InvalidAddress, normalised_email, normalised_phone
from .models import AddressKind, DigitalAddress, Person

ENOUGH_DIGITS = 4  # fewer would find half the town
LONGEST = 200  # nobody types a longer name or number
LIMIT = 20


class Reason(TextChoices):
    """Why somebody is among the found: told, so that the employee can judge."""

    NUMBER = "number", _("found by number")
    EMAIL = "email", _("found by e-mail address")
    NAME = "name", _("found by name")
    ALIKE = "alike", _("name looks like it")


@dataclass(frozen=True, slots=True)
class FoundPerson:
    person: Person
    reason: Reason
    value: str = ""  # the address that matched, as kept


def find(text: str, *, limit=LIMIT) -> list[FoundPerson]:
    """People whom `text` may mean, the surest first; at most two queries. Caller ID is a hint, never a proof."""
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    if not text:
        return []
    if _is_number(text) or "@" in text:
        return _by_address(text, limit)
    named = _by_name(text, limit)
    sure = [one for one in named if one.reason == Reason.NAME]
    found: dict[int, FoundPerson] = {}
    for one in [*sure, *_by_address(text, limit), *named]:
        found.setdefault(one.person.pk, one)
    return list(found.values())[:limit]


def _is_number(text) -> bool:
    return not re.search(r"[^\W\d_]", text) and len(_digits(text)) >= ENOUGH_DIGITS


def _digits(text) -> str:
    return re.sub(r"\D", "", text)


def _by_address(text, limit):
    wanted, exact = _address_query(text)
    if not wanted:
        return []
    addresses = DigitalAddress.objects.filter(wanted).select_related("person").order_by("-pk")[: limit * 2]
    found = {}
    for address in sorted(addresses, key=lambda address: address.value != exact):
        reason = Reason.NUMBER if address.kind == AddressKind.PHONE else Reason.EMAIL
        found.setdefault(address.person_id, FoundPerson(address.person, reason, address.value))
    return list(found.values())[:limit]


def _address_query(text) -> tuple[Q | None, str]:
    """(what to look for among addresses, the kept form where `text` is a whole address)."""
    if "@" in text:
        try:
            exact = normalised_email(text)
        except InvalidAddress:
            exact = ""
        return Q(kind=AddressKind.EMAIL, value__icontains=exact or text), exact
    if _is_number(text):
        return _number_query(text)
    if " " not in text and len(text) >= 3:
        return Q(kind=AddressKind.EMAIL, value__icontains=text), ""
    return None, ""


def _number_query(text):
    part = re.sub(r"^(0031|31|0)", "", _digits(text)) or _digits(text)
    wanted = Q(kind=AddressKind.PHONE, value__icontains=part)
    try:
        exact = normalised_phone(text)
    except InvalidAddress:
        return wanted, ""
    return wanted | Q(kind=AddressKind.PHONE, value=exact), exact


def _by_name(text, limit):
    """Every word in the name, in any order; then names that sound like it (typed over the phone)."""
    every_word = Q()
    for word in text.split():
        every_word &= Q(name__icontains=word)
    people = Person.objects.annotate(upper_name=Upper("name"))
    people = people.filter(every_word | Q(upper_name__trigram_word_similar=text.upper())).order_by("-pk")[: limit * 3]
    words = text.casefold().split()
    found = [
        FoundPerson(person, Reason.NAME if all(word in person.name.casefold() for word in words) else Reason.ALIKE)
        for person in people
    ]
    return sorted(found, key=lambda one: one.reason != Reason.NAME)[:limit]
