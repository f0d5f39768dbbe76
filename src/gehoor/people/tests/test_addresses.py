"""Addresses as machines keep them and as people write them."""

import pytest

from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone, shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12345678", "+31612345678"),
        ("06-12 34 56 78", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("030-1234567", "+31301234567"),
        ("+32 2 555 01 23", "+3225550123"),
        ("14 030", "14030"),
        ("14030", "14030"),
        ("14 0318", "140318"),
    ],
)
def test_it_works(typed, kept):
    assert normalised_phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "abc", "12", "06", "bel mij", "+", "0" * 40, "14 03o"])
def test_no_number(typed):
    with pytest.raises(InvalidAddress):
        normalised_phone(typed)


@pytest.mark.parametrize(
    ("kept", "read"),
    [("+31612345678", "06 12345678"), ("+3225550123", "+32 2 555 01 23"), ("14030", "14 030"), ("140318", "14 0318")],
)
def test_shown_as_people_write_it(kept, read):
    assert shown("phone", kept) == read


def test_email_is_kept_in_lower_case():
    assert normalised_email("  Fatima@Voorbeeld.NL ") == "fatima@voorbeeld.nl"


@pytest.mark.parametrize("typed", ["", "@", "fatima", "fatima@", "@voorbeeld.nl", "fa tima@voorbeeld.nl", "a@" + "b" * 400])
def test_no_email_address(typed):
    with pytest.raises(InvalidAddress):
        normalised_email(typed)
