"""One cast for all tests: who owns a conversation, a mate in the same team, and outsiders who must see nothing."""

import functools
import itertools
from types import SimpleNamespace

import pytest

NUMBERS = itertools.count(1)
PASSWORD = "een-heel-lang-wachtwoord"


@pytest.fixture
def cast(db):
    """Teams `open` (default), `other`, `closed`, `hired` (outsourced); employees `owner`, `mate`, `lead`, `admin`, `editor`.

    `outsider` is in the open team only, so nothing of the closed team is theirs; `insider` is in the closed one, and
    `hired` in the outsourced one.
    """
    from gehoor.staff.models import Team
    from gehoor.staff.permissions import Role

    teams = SimpleNamespace(
        open=Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True),
        other=Team.objects.create(name="Groen en afval", slug="groen"),
        closed=Team.objects.create(name="Schuldhulp", slug="schuldhulp", is_closed=True),
        hired=Team.objects.create(name="Avondlijn", slug="avondlijn", is_outsourced=True),
    )
    return SimpleNamespace(
        teams=teams,
        owner=_employee("bram", "Bram", "de Wit", teams=[teams.open]),
        mate=_employee("noor", "Noor", "Haddad", teams=[teams.open, teams.other]),
        outsider=_employee("joris", "Joris", "Buiten", teams=[teams.open]),
        hired=_employee("henk", "Henk", "Inhuur", teams=[teams.hired]),
        insider=_employee("ilse", "Ilse", "Binnen", teams=[teams.closed]),
        lead=_employee("saskia", "Saskia", "Jansen", role=Role.LEAD, teams=[teams.open, teams.other]),
        admin=_employee("beheer", "Ada", "Beheer", role=Role.ADMIN),
        editor=_employee("edith", "Edith", "Schrijver", role=Role.EDITOR),
    )


def _employee(username, first_name, last_name, *, role="employee", teams=()):
    from gehoor.staff.models import Employee

    employee = Employee.objects.create(
        username=username, first_name=first_name, last_name=last_name, role=role, password=_hashed()
    )
    employee.teams.set(teams)
    return employee


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
