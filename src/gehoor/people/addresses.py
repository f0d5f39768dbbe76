"""Addresses as machines keep them and as people write them.

Phone numbers are kept in E.164 (ITU-T); 14-numbers of municipalities (14 030) stay as they are, since phonenumbers
reads them as +3114030, which reaches nobody.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from .models import AddressKind

HOME_REGION = "NL"
LETTER = re.compile(r"[^\W\d_]")
NAME = re.compile(r'[^\s"(),:;<>@\[\]\\\x00-\x1f\x7f]+|"[^\s"\\\x00-\x1f\x7f]+"')  # RFC 5322 3.4.1; a comma would make it two
HOST = re.compile(r'[^\s"(),;<>@\\\x00-\x1f\x7f]+')
FOURTEEN = re.compile(r"14\s?0\d{2,3}$")


class InvalidAddress(ValueError):
    """This is not a phone number or e-mail address that can be reached."""


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
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def normalised(kind: str, text: str) -> str:
    """The kept form of an address of this kind. Raises `InvalidAddress`."""
    return normalised_email(text) if kind == AddressKind.EMAIL else normalised_phone(text)


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
