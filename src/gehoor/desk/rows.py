"""Rows of the work list: a conversation with its latest contact, ready to be shown."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject, Left
from django.utils import timezone

from gehoor.conversations import promised
from gehoor.conversations.models import Direction, Message
from gehoor.core import prepared
from gehoor.postroom import channel
from gehoor.queues import worklist

from . import time_left

# Characters. Lists are not written in the read log (a screen asks for them at each change), so they tell no more than
# what helps to choose; of what is confidential they tell nothing. See docs/decisions.
EXTRACT = 120


def with_latest(conversations):
    """Annotate `latest`: channel, direction and the first words of the newest contact that a person made."""
    said = Message.objects.filter(conversation=OuterRef("pk")).exclude(contact__automatic="acknowledgement")
    latest = said.order_by("-contact__at", "-pk").values(
        found=JSONObject(channel="contact__channel", direction="contact__direction", text=Left("text", EXTRACT))
    )[:1]
    return conversations.select_related("person", "team", "assignee", "closure").annotate(latest=Subquery(latest))


def listed(employee, view, start, end) -> list:
    """Rows `start` to `end` of this view of the work list, dressed."""
    key = ("rows", employee.scope, view, start, end)
    return dress(prepared.rows(key, lambda: with_latest(worklist.select(employee, view))[start:end]))


def dress(conversations) -> list:
    """Give each fetched conversation `channel_title`, `channel_icon`, `extract`, `is_ours` (we spoke last), `time_left`,
    `promised_when`, `drawn_once`."""
    known = {config.kind: config for config in channel.all_channels()}
    rows = list(conversations)
    for row in rows:
        latest = row.latest or {}
        config = known.get(latest.get("channel"))
        row.channel_title = config.title if config else ""
        row.channel_icon = config.icon if config else ""
        row.extract = "" if row.is_confidential else _begun(latest.get("text", ""))
        row.is_ours = latest.get("direction") != Direction.IN
        row.time_left = time_left.of(row)
        row.promised_when = promised.when(row.promised) if row.promised and not row.is_confidential else ""
        row.drawn_once = _drawn_on(row)
    return rows


def _begun(text) -> str:
    """On one line; where it was cut off, up to the last whole word, and saying so."""
    line = " ".join(text.split())
    return f"{line.rpartition(' ')[0] or line} …" if len(text) == EXTRACT else line


def _drawn_on(row) -> tuple:
    """Everything the drawing of a row depends on, so that it is drawn once a day and language."""
    closed = (row.closure.at, row.closure.solved) if row.is_closed else ()
    return (
        row.reference, row.is_confidential, str(row.person), row.subject, row.waiting_for, row.waiting_since,
        str(row.assignee or ""), closed, str(row.channel_title), row.extract, row.is_ours, row.time_left, row.promised_when,
        timezone.localdate(),
    )
