"""The call to make now, above a conversation. It comes along with the promises of the conversation, so it costs no query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gehoor.callbacks.lining import CHANNEL
from gehoor.callbacks.models import CallBack
from gehoor.lines.models import Turn
from gehoor.promises import promising
from gehoor.promises.models import Attempt, Promise

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Call:
    """An open promise to call whose time it is about. `is_stuck`: nobody answers, and nobody could be told."""

    promise: Promise
    is_stuck: bool
    is_taken: bool  # it is its turn in the line, with somebody
    again_at: datetime | None
    may_undo: bool  # that nobody answered was written down just now


def facts() -> JSONObject:
    """Of a promise: how calling stands, and its turn in the line."""
    turns = Turn.objects.current().filter(conversation=OuterRef("conversation"), channel=CHANNEL)
    return JSONObject(
        way="call_back__way", state="call_back__state", next_at="call_back__next_at", turn=Subquery(turns.values("state")[:1]),
        just_tried=Exists(Attempt.objects.filter(promise=OuterRef("pk"), at__gt=Now() - promising.UNDO)),
    )


def of(promises) -> Call | None:
    """The first to be called about now, of `promises` as `desk.promises.facts` gives them."""
    found = (one for one in promises if one.is_open and one.is_call and one.number and _is_now(one))
    return next((_call(one) for one in found), None)


def _is_now(promise) -> bool:
    told = promise.call
    begins = promise.from_at or promise.due_at
    return told["way"] == CallBack.Way.TURN or told["state"] == CallBack.State.STUCK or bool(told["turn"]) or (
        begins <= timezone.now() + SOON)


def _call(promise) -> Call:
    told = promise.call
    return Call(
        promise, told["state"] == CallBack.State.STUCK, told["turn"] == Turn.State.TAKEN,
        told["next_at"] and parse_datetime(told["next_at"]), told["just_tried"],
    )
