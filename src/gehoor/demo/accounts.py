"""Log-ins for whoever tries Gehoor, and the first administrator of an empty one."""

import json
import os

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from gehoor.staff.models import Employee, Team
from gehoor.staff.passwords import new_password
from gehoor.staff.permissions import Role

WORK = "werk.merelveld.example"  # domain of the work addresses


def make_demo_staff(story: dict):
    """The teams and employees of the story; one password, made for this machine and kept in the data folder."""
    teams = {
        row["slug"]: Team.objects.create(
            slug=row["slug"], name=row["name"], is_default=row.get("is_default", False),
            is_closed=row.get("is_closed", False), is_outsourced=row.get("is_outsourced", False),
        )
        for row in story["team"]
    }
    password = new_password()
    hashed = make_password(password)
    for row in story["employee"]:
        employee = Employee.objects.create(
            username=row["username"], first_name=row["first_name"], last_name=row["last_name"], role=row["role"],
            password=hashed, email=f"{row['username']}@{WORK}",  # where warnings of what is nearly due go
        )
        employee.teams.set(teams[slug] for slug in row["teams"])
    _write_logins([[_role(one), str(one), one.username, password] for one in Employee.objects.all()])
    return teams


def _role(employee) -> str:
    if employee.is_outsourced:
        return _("%(role)s, outsourced") % {"role": employee.get_role_display()}
    return employee.get_role_display()


def first_admin() -> tuple[str, str] | None:
    """(user name, password) of a new administrator where there is no employee at all; else None. Shown once."""
    if Employee.objects.exists():
        return None
    Team.objects.get_or_create(slug="klantcontact", defaults={"name": "Klantcontact", "is_default": True})
    password = new_password()
    Employee.objects.create_user("admin", password=password, role=Role.ADMIN, first_name="Administrator",
                                 must_change_password=True)
    return "admin", password


def logins() -> list[tuple[str, str, str, str]]:
    """(role, name, user name, password) of each demo employee; empty without demo data."""
    try:
        return [tuple(row) for row in json.loads(_file().read_text())]
    except FileNotFoundError:
        return []


def _file():
    return settings.ENVIRONMENT.home / "demo-logins.json"


def _write_logins(rows):
    settings.ENVIRONMENT.home.mkdir(parents=True, exist_ok=True)
    with open(_file(), "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        json.dump(rows, file)
