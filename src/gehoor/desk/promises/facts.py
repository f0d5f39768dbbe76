"""The promises of a conversation, which come along with it in its one query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject, Now
from django.utils.dateparse import parse_datetime

from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise
from gehoor.promises.promising import UNDO
from gehoor.staff.models import Employee, Team

from ..callbacks import panel

_NAMES = ("first_name", "last_name", "username")


def facts() -> dict:
    """An annotation of a conversation: `promise_facts`, JSON of what is open and what was just kept."""
    lately = Q(state=Promise.State.KEPT, ended_at__gt=Now() - UNDO)
    found = Promise.objects.filter(Q(state=Promise.State.OPEN) | lately, conversation=OuterRef("pk"))
    found = found.order_by("-state", "due_at", "pk")
    return {"promise_facts": ArraySubquery(found.values(shown=JSONObject(
        pk="pk", kind="kind", what="what", number="number", state="state", tries="tries", due_at="due_at", from_at="from_at",
        ended_at="ended_at", owner=JSONObject(pk="owner_id", **{name: F(f"owner__{name}") for name in _NAMES}),
        team=JSONObject(pk="team_id", name=F("team__name")), call=panel.facts(),
        told=JSONObject(pk="told_id", state=F("told__state")),
    )))}


def of(conversation) -> list[Promise]:
    """Open ones by their time, then what was just kept; no query."""
    return [_promise(row) for row in conversation.promise_facts]


def _promise(row) -> Promise:
    people = {"owner": Employee(**row["owner"]) if row["owner"]["pk"] else None}
    moments = {name: row[name] and parse_datetime(row[name]) for name in ("due_at", "from_at", "ended_at")}
    team = Team(**row["team"]) if row["team"]["pk"] else None
    promise = Promise(**{name: row[name] for name in ("pk", "kind", "what", "number", "state", "tries")}, **people, **moments, team=team,
                      told=Delivery(**row["told"]) if row["told"]["pk"] else None)
    promise.call = row["call"]
    return promise
