"""A handover that comes along in the query of a page: what to ask for, and made of it again, with its people."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from gehoor.queues.models import Handover
from gehoor.staff.models import Employee, Team

_NAMES = ("first_name", "last_name", "username")


def facts() -> JSONObject:
    """Of a handover, as `of` reads it."""
    return JSONObject(
        pk="pk", kind="kind", state="state", asked="asked", reason="reason", due_at="due_at", ended_at="ended_at",
        leads_told_at="leads_told_at", sender=person("sender"), to_employee=person("to_employee"),
        ended_by=person("ended_by"), to_team=JSONObject(pk="to_team_id", name=F("to_team__name")),
    )


def person(field) -> JSONObject:
    """Of an employee, as `employee` reads them."""
    return JSONObject(pk=f"{field}_id", **{name: F(f"{field}__{name}") for name in _NAMES})


def of(found: dict, **more) -> Handover:
    people = {name: employee(found[name]) for name in ("sender", "to_employee", "ended_by")}
    moments = {name: _moment(found[name]) for name in ("due_at", "ended_at", "leads_told_at")}
    team = Team(**found["to_team"]) if found["to_team"]["pk"] else None
    plain = {name: found[name] for name in ("pk", "kind", "state", "asked", "reason")}
    return Handover(**plain, **people, **moments, to_team=team, **more)


def employee(found: dict) -> Employee | None:
    return Employee(**found) if found["pk"] else None


def _moment(text) -> datetime | None:
    return parse_datetime(text) if text else None
