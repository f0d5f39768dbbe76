"""Addresses as machines keep them and as people write them.

Phone numbers are kept in E.164 (ITU-T); 14-numbers of municipalities (14 030) stay as they are, since phonenumbers
reads them as +3114030, which reaches nobody. A postal address is kept on one line: street and number, 1234 AB Town.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from .models import AddressKind

HOME_REGION = "NL"
LONGEST_NUMBER = len("+") + 15  # ITU-T E.164, 6.2.1
LETTER = re.compile(r"[^\W\d_]")
NAME = re.compile(r'[^\s"(),:;<>@\[\]\\\x00-\x1f\x7f]+|"[^\s"\\\x00-\x1f\x7f]+"')  # RFC 5322 3.4.1; a comma would make it two
HOST = re.compile(r'[^\s"(),;<>@\\\x00-\x1f\x7f]+')
POSTCODE = re.compile(r"[\s,;]*\b([1-9]\d{3})[ ]?(?!s[ads]\b)([a-z]{2})\b[\s,;]*", re.IGNORECASE)
DUTCH_TOWN = re.compile(r"[1-9]\d{3} (?!S[ADS])[A-Z]{2} ['’]?[^\W\d_][^\d]*")
HOME = re.compile(r"nederland|the netherlands|nl", re.IGNORECASE)
FOURTEEN = re.compile(r"14\s?0\d{2,3}$")


class InvalidAddress(ValueError):
    """This is not a phone number, e-mail address or postal address that can be reached."""


def normalised_email(text: str) -> str:
    """Lower-case address. Raises `InvalidAddress` where there is no name, @ and host."""
    address = text.strip().lower()
    name, at, host = address.rpartition("@")
    if not (NAME.fullmatch(name) and at and HOST.fullmatch(host)) or len(address) > 320:
        raise InvalidAddress(text)
    return address


def normalised_phone(text: str, region: str = HOME_REGION) -> str:
    """E.164 such as +31612345678, or a bare 14-number. Raises `InvalidAddress`."""
    bare = re.sub(r"[\s().-]", "", text)
    if FOURTEEN.match(bare):
        return bare
    if LETTER.search(text):  # phonenumbers would dial them as a vanity number
        raise InvalidAddress(text)
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        raise InvalidAddress(text) from error
    if not phonenumbers.is_possible_number(number):
        raise InvalidAddress(text)
    formatted = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if len(formatted) > LONGEST_NUMBER:
        raise InvalidAddress(text)
    return formatted


def normalised_postal(text: str) -> str:
    """"Lindelaan 12, 3999 AB Merelveld" from lines or commas; abroad with the country last. Raises `InvalidAddress`.

    Dutch postcodes have four digits, no 0 first, and two letters, never SA, SD or SS.
    """
    text = re.sub(r"[\x00-\x09\x0b-\x1f]", " ", text)
    parts = [" ".join(part.split()) for part in re.split(r"[\n,;]", POSTCODE.sub(_apart, text)) if part.strip()]
    if len(parts) > 1 and HOME.fullmatch(parts[-1]):
        parts.pop()
    at_home = len(parts) > 1 and DUTCH_TOWN.fullmatch(parts[-1])
    abroad = len(parts) > 2 and not any(c.isdigit() for c in parts[-1]) and not POSTCODE.match(parts[-2])
    abroad = abroad and any(c.isdigit() for c in text)
    address = ", ".join(parts)
    if not (at_home or abroad) or not LETTER.search(parts[0]) or len(address) > 320:
        raise InvalidAddress(text)
    return address


def _apart(found) -> str:
    """A postcode as it is written, on a line of its own with the town: the street before it may lack its comma."""
    return f", {found[1]} {found[2].upper()} "


def kind_of(text: str) -> str:
    """What sort of address this looks like."""
    if "@" in text:
        return AddressKind.EMAIL
    is_postal = POSTCODE.search(text) or (LETTER.search(text) and re.search(r"[\n,]", text))
    return AddressKind.POSTAL if is_postal else AddressKind.PHONE


def normalised(kind: str, text: str) -> str:
    """The kept form of an address of this kind. Raises `InvalidAddress`."""
    return {AddressKind.EMAIL: normalised_email, AddressKind.POSTAL: normalised_postal}.get(kind, normalised_phone)(text)


def shown(kind: str, value: str) -> str:
    """The address as people write it: 06 12345678 at home, +32 2 ... abroad, 14 030."""
    if kind != AddressKind.PHONE:
        return value
    if FOURTEEN.match(value):
        return f"{value[:2]} {value[2:]}"
    number = phonenumbers.parse(value, None)
    at_home = phonenumbers.region_code_for_number(number) == HOME_REGION
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )
