"""A town hall that is open on a Tuesday, and what people come for."""

from datetime import datetime, time
from types import SimpleNamespace

import pytest
from django.utils import timezone

from gehoor.appointments.models import Opening, Place, Subject, Way

TUESDAY = 1


def local(*parts) -> datetime:
    """An aware moment on the clock of here."""
    return timezone.make_aware(datetime(*parts))


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock: `clock(2026, 11, 22, 12)`."""

    def stop(*parts):
        moment = local(*parts)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return stop


@pytest.fixture
def hall(cast):
    """A town hall with one counter, open on Tuesdays from 9 to 10, for a passport of 20 minutes."""
    place = Place.objects.create(name="Stadhuis", address="Raadhuisplein 1, Merelveld", directions="Bus 4.")
    opening = Opening.objects.create(place=place, weekday=TUESDAY, begins=time(9), ends=time(10))
    subject = Subject.objects.create(
        name="Paspoort", minutes=20, ways=[Way.PLACE], bring="oud paspoort\npasfoto", rules="Bel of klik tot het begint.",
        team=cast.teams.open,
    )
    subject.places.add(place)
    return SimpleNamespace(place=place, opening=opening, subject=subject)
