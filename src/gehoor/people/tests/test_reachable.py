"""What is no one address is refused before mail goes anywhere."""

import pytest

from gehoor.people.addresses import InvalidAddress, normalised_email


@pytest.mark.parametrize("typed", [
    "jan,piet@example.nl", "jan@example.nl,piet@example.nl", "a@b@example.nl", "jan\x00@example.nl", "<jan@example.nl>",
    "jan@example.nl;", "jan\r\nBcc: x@example.nl", "jan(piet)@example.nl",
])
def test_what_is_no_one_address_is_refused(typed):
    with pytest.raises(InvalidAddress):
        normalised_email(typed)


@pytest.mark.parametrize("typed", ['"jan,piet"@example.nl', "o'neil+x=y@example.nl", "jan@[192.0.2.1]", "ján@bücher.example"])
def test_unusual_addresses_are_fine(typed):
    assert normalised_email(typed) == typed
