"""Addresses as machines keep them and as people write them."""

import pytest

from gehoor.people.addresses import (
    InvalidAddress,
    kind_of,
    normalised_email,
    normalised_phone,
    normalised_postal,
    shown,
)


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


@pytest.mark.parametrize("typed", ["", "abc", "12", "06", "bel mij", "+", "0" * 40, "14 03o", "+49 30 1234567890123"])
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


@pytest.mark.parametrize("typed, kept", [
    ("Lindelaan 12\n3999AB Merelveld", "Lindelaan 12, 3999 AB Merelveld"),
    ("Lindelaan 12 3999 ab Merelveld", "Lindelaan 12, 3999 AB Merelveld"),
    (" Lindelaan  12 ,, 3999 AB  Merelveld, Nederland", "Lindelaan 12, 3999 AB Merelveld"),
    ("p/a De Wilg, Spui 70, 2511 BT 's-Gravenhage", "p/a De Wilg, Spui 70, 2511 BT 's-Gravenhage"),
    ("Rue de la Loi 1, 1000 Brussel, België", "Rue de la Loi 1, 1000 Brussel, België"),
])
def test_a_postal_address_stands_on_one_line(typed, kept):
    assert kind_of(typed) == "postal"
    assert normalised_postal(typed) == kept
    assert normalised_postal(kept) == kept


@pytest.mark.parametrize("typed", [
    "", "Lindelaan 12", "3999 AB Merelveld", "Lindelaan 12, 3999 SS Merelveld", "Lindelaan 12, 0999 AB Merelveld",
    "a, b, c", "12, 3999 AB Merelveld", "Lindelaan 12, 3999 AB", "x" * 400 + ", 3999 AB Merelveld",
])
def test_what_a_postman_cannot_find_is_refused(typed):
    with pytest.raises(InvalidAddress):
        normalised_postal(typed)


@pytest.mark.django_db
def test_people_are_found_by_postcode_and_number(cast):
    from gehoor.people import finding, register

    fatima, piet = (register.new_person(name, by=cast.owner) for name in ("Fatima", "Piet"))
    register.add_address(fatima, "Lindelaan 12, 3999 AB Merelveld", by=cast.owner)
    register.add_address(piet, "Lindelaan 112, 3999 AB Merelveld", by=cast.owner)

    assert {one.person for one in finding.find("3999ab")} == {fatima, piet}
    assert [one.person for one in finding.find("3999 AB 12")] == [fatima]
    assert [one.person for one in finding.find("Lindelaan 12, 3999 AB Merelveld")] == [fatima]
