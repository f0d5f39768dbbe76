"""Which numbers we call. What a person types is a number of theirs, not one that costs us or reaches an organisation."""

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberType

from gehoor.people.addresses import FOURTEEN, InvalidAddress, normalised_phone

PAID = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
# Judged by their length only: a range that was given out yesterday is nobody's mistake.
PEOPLE_HAVE = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)


class NotToBeCalled(ValueError):
    """We cannot call this. The message says why, for the person."""


def callable_number(text: str) -> str:
    """E.164 such as +31612345678. Raises `NotToBeCalled`.

    14-numbers are those of municipalities and reach no person; 0900 and the like cost money by the minute.
    """
    try:
        value = normalised_phone(text)
    except InvalidAddress:
        raise NotToBeCalled(_("This is not a phone number. Write it such as 06 12 34 56 78.")) from None
    if FOURTEEN.match(value):
        raise NotToBeCalled(_("This is the number of a municipality. Write down your own number."))
    number = phonenumbers.parse(value, None)
    if phonenumbers.number_type(number) in PAID:
        raise NotToBeCalled(_("Calling this number costs money, so we do not call it. Write down another number."))
    if not any(phonenumbers.is_possible_number_for_type(number, kind) for kind in PEOPLE_HAVE):  # nobody would be reached
        raise NotToBeCalled(_("This is not a phone number. Write it such as 06 12 34 56 78."))
    return value
