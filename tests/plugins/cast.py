"""One cast for all tests: who owns a conversation, a mate in the same team, and outsiders who must see nothing."""

import functools
import itertools
from types import SimpleNamespace

import pytest

NUMBERS = itertools.count(1)
# The same in every test, far from what the database counts by itself: queries prepared for one scope serve the next test too.
FIRST_ID = 1_000_000
PASSWORD = "een-heel-lang-wachtwoord"
# Who: user name, names, role, teams.
PARTS = (
    ("owner", "bram", "Bram", "de Wit", "employee", "open"),
    ("mate", "noor", "Noor", "Haddad", "employee", "open other"),
    ("outsider", "joris", "Joris", "Buiten", "employee", "open"),
    ("hired", "henk", "Henk", "Inhuur", "employee", "hired"),
    ("insider", "ilse", "Ilse", "Binnen", "employee", "closed"),
    ("lead", "saskia", "Saskia", "Jansen", "lead", "open other"),
    ("admin", "beheer", "Ada", "Beheer", "admin", ""),
    ("editor", "edith", "Edith", "Schrijver", "editor", ""),
)


@pytest.fixture
def cast(db):
    """Teams `open` (default), `other`, `closed`, `hired` (outsourced); employees `owner`, `mate`, `lead`, `admin`, `editor`.

    `outsider` is in the open team only, so nothing of the closed team is theirs; `insider` is in the closed one, and
    `hired` in the outsourced one.
    """
    from gehoor.staff.models import Employee, Team

    opened, other, closed, hired = Team.objects.bulk_create([
        Team(id=FIRST_ID, name="Klantcontact", slug="klantcontact", is_default=True),
        Team(id=FIRST_ID + 1, name="Groen en afval", slug="groen"),
        Team(id=FIRST_ID + 2, name="Schuldhulp", slug="schuldhulp", is_closed=True),
        Team(id=FIRST_ID + 3, name="Avondlijn", slug="avondlijn", is_outsourced=True),
    ])
    employees = {part: _employee(FIRST_ID + place, *names) for place, (part, *names, _teams) in enumerate(PARTS)}
    Employee.objects.bulk_create(employees.values())
    teams = SimpleNamespace(open=opened, other=other, closed=closed, hired=hired)
    Employee.teams.through.objects.bulk_create(
        Employee.teams.through(employee=employees[part], team=getattr(teams, team))
        for part, *_names, theirs in PARTS for team in theirs.split()
    )
    return SimpleNamespace(teams=teams, **employees)


def _employee(pk, username, first_name, last_name, role):
    from gehoor.staff.models import Employee

    return Employee(id=pk, username=username, first_name=first_name, last_name=last_name, role=role, password=_hashed())


@functools.cache
def _hashed():
    """Hashing is slow on purpose: once a run is enough."""
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


@pytest.fixture
def told(cast):
    """Tell a contact the way it really comes in: `told(subject=..., text=..., team=...)` returns its conversation."""
    return tell


def tell(*, address="fatima@voorbeeld.example", name="Fatima El Idrissi", team=None, **changes):
    """An e-mail of Fatima's about her leaf basket, unless said otherwise; through `postroom.receive`."""
    from django.utils import timezone

    from gehoor.postroom.inbound import Inbound, Sender
    from gehoor.postroom.receive import receive

    number = next(NUMBERS)
    fields = {
        "channel": "email", "external_id": f"mail-{number}", "at": timezone.now(),
        "sender": Sender("email", address, name), "subject": "Bladkorf in de Lindelaan",
        "text": "Komt er dit jaar een bladkorf in de Lindelaan?", "team_id": team and team.pk,
        "message_id": f"<{number}@voorbeeld.example>",
    }
    contact, _is_new = receive(Inbound(**{**fields, **changes}))
    return contact.conversation


@pytest.fixture
def as_employee(client):
    """A client logged in as this employee: `as_employee(cast.owner)`."""

    def log_in(employee):
        client.force_login(employee)
        return client

    return log_in
