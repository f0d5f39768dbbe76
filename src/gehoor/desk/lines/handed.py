"""Handovers of somebody who is there at this moment, for the top of every page.

Such an offer lapses within minutes: nobody would see it in time among the handovers, nor that it came back.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from gehoor.lines.models import Turn
from gehoor.queues.models import Handover

from .. import handovers

MOST = 3  # at once; the others stand among the handovers


@dataclass(frozen=True, slots=True)
class Handed:
    """One that is offered to this employee, or that came back to them; `words` say which."""

    pk: int
    is_offered: bool
    name: str
    words: str
    told: str


def facts(employee) -> ArraySubquery:
    """Those for the attention of `employee`, as JSON; for the query of the rail."""
    live = Turn.objects.filter(state=Turn.State.TAKEN, conversation=OuterRef("conversation"))
    theirs = Handover.objects.for_attention_of(employee).filter(Exists(live)).order_by("due_at", "pk")[:MOST]
    subject = Case(When(conversation__is_confidential=True, then=None), default=F("conversation__subject"))
    return ArraySubquery(theirs.values(told=JSONObject(
        handover=handovers.facts(), name="conversation__person__name", subject=subject)))


def shown(found: list[dict]) -> list[Handed]:
    """Of what `facts` brought along."""
    return [_handed(handovers.of(one["handover"]), one) for one in found]


def _handed(handover, one) -> Handed:
    told = handover.reason if handover.state == Handover.State.DECLINED else one["subject"] or ""
    return Handed(handover.pk, handover.is_open, one["name"] or _("Somebody"), _SAID[handover.state](handover), told)


_SAID = {
    Handover.State.OFFERED: lambda handover: _("%(name)s hands this over to you") % {"name": handover.sender},
    Handover.State.RETURNED: lambda handover: _("%(receiver)s did not accept this in time; it is back with %(name)s")
    % {"receiver": handover.receiver, "name": handover.sender},
    Handover.State.DECLINED: lambda handover: _("%(by)s declined this; it is back with %(name)s")
    % {"by": handover.ended_by, "name": handover.sender},
}
