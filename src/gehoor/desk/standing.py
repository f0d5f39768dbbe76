"""What stands above a conversation besides how it stands: an open handover, what is planned, and who keeps coming back.

All come along with the conversation itself, in its one query (`facts`), so the page needs no more queries for them.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from gehoor.conversations import hurdles
from gehoor.conversations.models import Wait
from gehoor.queues.models import Handover, Repeat
from gehoor.staff.permissions import Capability

from . import handovers, time_left
from .appointments import panel as appointments
from .callbacks import panel as calls
from .complaints import panel
from .figures import hurdles as hurdle_words
from .planning import panel as talks
from .promises import facts as promises

_BACK = (Handover.State.DECLINED, Handover.State.RETURNED)


def facts(employee) -> dict:
    """Annotations of a conversation: `handover_facts`, `repeat_facts`, `complaint_facts`, `wait_facts` (the
    oldest), `hurdle_facts` (added up by kind)."""
    open_or_back = Q(state=Handover.State.OFFERED) | Q(state__in=_BACK, seen_at=None)
    open_ones = Handover.objects.filter(open_or_back, conversation=OuterRef("pk")).order_by("-pk")
    repeats = Repeat.objects.filter(conversation=OuterRef("pk")).order_by("-pk")
    waits = Wait.objects.filter(conversation=OuterRef("pk"), ended_at=None).order_by("began_at", "pk")
    return panel.facts() | appointments.facts() | talks.facts(employee) | {
        "hurdle_facts": hurdles.summed(), "wait_facts": Subquery(waits.values(found=JSONObject(
            stopped_at="stopped_at", left=Cast("left", TextField()), due_at="due_at",
            confirm_by="confirm_by", confirmed_at="confirmed_at"))[:1]),
        "handover_facts": Subquery(open_ones.values(found=handovers.facts())[:1]),
        "repeat_facts": Subquery(repeats.values(found=JSONObject(
            number="number", days="days", why="why", owner=handovers.person("owner"), at="at",
        ))[:1]),
    }


def handover(conversation) -> Handover | None:
    """The handover that waits or came back, with its people; no query."""
    found = conversation.handover_facts
    if not found or conversation.is_closed:
        return None
    return handovers.of(found, conversation=conversation)


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody came back about the same question once more."""

    sentence: str


def repeat(conversation, employee) -> Coming | None:
    """That this is a repeated question, in words for this employee; no query."""
    found = conversation.repeat_facts
    if not found or conversation.is_closed:
        return None
    owner = handovers.employee(found["owner"])
    counted = _("Contact number %(number)s about this question in %(days)s days.") % found
    if owner is None:
        return Coming(counted + " " + _("Nobody in the team can take it, so it is for everyone."))
    if owner.pk != conversation.assignee_id:  # it went to somebody else since
        return Coming(counted)
    words = _YOURS if owner.pk == employee.pk else _THEIRS
    return Coming(f"{counted} {words[found['why']]() % {'name': owner}}")


_YOURS = {
    Repeat.Why.HAD_IT: lambda: _("You are the owner, because you had it already."),
    Repeat.Why.HELPED_LAST: lambda: _("You are the owner, because you helped last."),
    Repeat.Why.HAS_ROOM: lambda: _("You are the owner, because you have the fewest open conversations in the team."),
}
_THEIRS = {
    Repeat.Why.HAD_IT: lambda: _("%(name)s is the owner, and was so already."),
    Repeat.Why.HELPED_LAST: lambda: _("%(name)s is the owner, having helped last."),
    Repeat.Why.HAS_ROOM: lambda: _("%(name)s is the owner, having the fewest open conversations in the team."),
}


def context(request, conversation) -> dict:
    """What `desk/_standing.html` shows of these, and what this employee may do about the handover."""
    found = handover(conversation)
    return {
        "time_left": time_left.of(conversation), "confirms": time_left.confirms(conversation),
        "standing_still": time_left.standing_still(conversation),
        "handover": found, "repeat": repeat(conversation, request.user), "complaint": panel.of(conversation),
        "appointment": appointments.next_of(conversation), "talk": talks.next_of(conversation), "hurdles": hurdle_words.in_words(conversation),
        "call": calls.of(promises.of(conversation)),
        "may_accept": bool(found and found.is_open and found.may_be_accepted_by(request.user)),
        "is_sender": bool(found and found.sender_id == request.user.pk),
        "may_take_note": bool(found and not found.is_open and may_take_note(found, request.user)),
    }


def may_take_note(found, employee) -> bool:
    """Whether the alarm of what came back is this employee's: the sender, who has it, or a team lead."""
    return employee.pk in (found.sender_id, found.conversation.assignee_id) or employee.may(Capability.OVERSEE)
