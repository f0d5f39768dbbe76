"""Every way in, from what the organisation set up."""

import pytest

from gehoor.channels.email.models import Mailbox
from gehoor.core import organisation
from gehoor.postroom import ways_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast):
    found = organisation.current()
    found.phone, found.phone_abroad, found.visit = "14 0999", "+31 85 000 09 99", "Marktplein 1, Merelveld"
    found.postal_address = "Postbus 10\n1234 AB Merelveld"
    found.save()
    return found


def ways(clock, text="2026-11-24T10:00") -> dict:
    return {way.key: way for way in ways_in.all_of(ways_in.Now.read(clock.on(text)))}


def test_it_works(house, clock):
    found = ways(clock)
    assert list(found)[:2] == ["phone", "counter"]
    assert (found["phone"].url, found["phone"].shown, found["phone"].more) == ("tel:140999", "14 0999", "Vanuit het buitenland: +31 85 000 09 99")
    assert found["phone"].is_open and found["phone"].opening.today == "Vandaag van 8:30 tot 17:00 uur"
    assert found["letter"].answer == "binnen 10 werkdagen" and found["letter"].is_open


def test_nothing_is_offered_that_is_not_there(cast, clock):
    organisation.current()
    assert not {"phone", "counter", "letter", "booking", "webform"} & set(ways(clock))


def test_people_are_given_the_address_that_belongs_to_no_team(house, clock, cast):
    Mailbox.objects.all().delete()
    Mailbox.objects.create(address="wijk@merelveld.example", team=cast.owner.teams.first())
    Mailbox.objects.create(address="scan@merelveld.example", is_scanner=True)
    assert ways(clock)["email"].shown == "wijk@merelveld.example"
    Mailbox.objects.create(address="gemeente@merelveld.example")
    assert ways(clock)["email"].url == "mailto:gemeente@merelveld.example"


@pytest.mark.parametrize(("at", "today", "again"), [
    ("2026-11-24T07:00", "Vandaag van 8:30 tot 17:00 uur", "vandaag om 8:30 uur"),
    ("2026-11-24T18:00", "Vandaag van 8:30 tot 17:00 uur", "morgen om 8:30 uur"),
    ("2026-11-21T12:00", "Vandaag gesloten", "maandag 23 november om 8:30 uur"),
    ("2026-12-31T17:00", "Vandaag van 8:30 tot 17:00 uur", "maandag 4 januari om 8:30 uur"),  # New Year is a Friday
    ("2027-03-28T02:30", "Vandaag gesloten", "dinsdag 30 maart om 8:30 uur"),  # the clock goes forward, on Easter Sunday
])
def test_outside_hours_says_when_again(house, clock, at, today, again):
    opening = ways(clock, at)["phone"].opening
    assert (opening.is_open, opening.today, opening.again) == (False, today, again)
