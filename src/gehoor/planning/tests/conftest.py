"""A kind of talk, and a plan of it for Fatima."""

from datetime import date

import pytest

from gehoor.people.models import Person
from gehoor.planning import beginning
from gehoor.planning.models import MomentKind, Plan, Point

POINTS = (Point("", "Hoe gaat het met u?", must=True), Point("", "Eten en drinken"))


@pytest.fixture
def kind(cast):
    made = MomentKind(name="Zorgplanbespreking", team=cast.teams.open)
    made.describe(by=cast.lead, points=POINTS, purpose_person="Wij praten over uw zorg.", minutes=45)
    return made


@pytest.fixture
def planned(cast, kind):
    """`planned(begins_on, every_months=6, ...)` is a plan that began, for Fatima with a mail address."""

    def begin(begins_on=date(2026, 12, 1), *, helpers=(), by=None, **more):
        person = more.pop("person", None) or Person.objects.create(name="Fatima El Idrissi")
        if not person.addresses.exists():
            person.addresses.create(kind="email", value="fatima@voorbeeld.example")
        fields = {"every_months": 6, "team": cast.teams.open, "employee": cast.owner, **more}
        return beginning.begin(
            Plan(kind=kind, person=person, begins_on=begins_on, **fields), by=by or cast.owner, helpers=helpers
        )

    return begin


@pytest.fixture
def told_by_mail(told):
    """`told` of the cast, by a name that leaves the module `planning.told` its own."""
    return told
