"""What became of a deed on many conversations, in words."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.conversations.models import Conversation
from gehoor.queues import bulk
from gehoor.queues.models import BulkDeed, BulkItem

SESSION = "bulk_deed"  # id of the latest deed, shown above the work list while it can be undone
LISTED = 20  # of what was not done

WHY = {
    "unseen": lambda: _("not here any more, or not for you to see"),
    "for_a_while": lambda: _("you read this for a short while; its own team decides"),
    "cannot": lambda: _("this colleague may not see it"),
    "same": lambda: _("it was so already"),
    "taken": lambda: _("a colleague has it: hand it over with a note"),
    "closed": lambda: _("it is closed"),
    "complaint": lambda: _("it is a complaint"),
    "promised": lambda: _("something was promised that was not on your screen yet"),
    "heard": lambda: _("something came in that was not on your screen yet"),
    "changed": lambda: _("somebody changed it since"),
    "failed": lambda: _("it went wrong; try it once more"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far it is, what was done, and what was not and why."""

    deed: BulkDeed
    all: int
    done: int
    refused: int
    sentence: str
    is_busy: bool
    may_undo: bool
    complaints: str = ""  # how many stay open for being one, and what to do
    left_alone: list = field(default_factory=list)  # (conversation or None where it is not theirs to see, why)

    @property
    def settled(self) -> int:
        return self.done + self.refused


def latest(request) -> BulkDeed | None:
    """The latest deed of this session, while it runs or can be undone."""
    pk = request.session.get(SESSION)
    deed = pk and BulkDeed.objects.select_related("by").filter(pk=pk, by=request.user).first()
    if deed and deed.at > timezone.now() - bulk.UNDO:
        return deed
    if pk:
        del request.session[SESSION]
    return None


def of_session(request) -> Outcome | None:
    """What became of it."""
    deed = latest(request)
    return of(deed, request.user) if deed else None


def of(deed, employee) -> Outcome:
    """What became of `deed` so far; three queries at most."""
    items = list(deed.items.only("state", "why", "conversation_id", "deed_id"))
    undoing = deed.state in (BulkDeed.State.UNDOING, BulkDeed.State.UNDONE)
    good, bad = (BulkItem.State.UNDONE, BulkItem.State.KEPT) if undoing else (BulkItem.State.DONE, BulkItem.State.REFUSED)
    done, refused = (sum(item.state == state for item in items) for state in (good, bad))
    return Outcome(
        deed, sum(item.state != BulkItem.State.REFUSED for item in items) if undoing else len(items), done, refused,
        _sentence(deed, done, undoing), deed.state in (BulkDeed.State.RUNNING, BulkDeed.State.UNDOING),
        bulk.may_undo(deed) and done > 0, _complaints(sum(item.why == "complaint" for item in items)), _left_alone([item for item in items if item.state == bad], employee),
    )


def _left_alone(items, employee) -> list:
    shown = items[:LISTED]
    visible = Conversation.objects.visible_to(employee).select_related("person") if shown else Conversation.objects.none()
    known = visible.in_bulk([item.conversation_id for item in shown])
    return [(known.get(item.conversation_id), WHY.get(item.why, WHY["failed"])()) for item in shown]


def _complaints(number) -> str:
    return number and ngettext(
        "%(n)s is a complaint and stays open. Say there how it ended: the person is to hear that in writing.",
        "%(n)s are complaints and stay open. Say in each how it ended: the person is to hear that in writing.", number,
    ) % {"n": number}


def _sentence(deed, done, undoing) -> str:
    if undoing:
        return ngettext("%(n)s conversation is as it was before.", "%(n)s conversations are as they were before.", done) % {"n": done}
    words = {
        BulkDeed.Kind.ASSIGN: ngettext("%(n)s conversation is with %(who)s now.", "%(n)s conversations are with %(who)s now.", done),
        BulkDeed.Kind.MOVE: ngettext("%(n)s conversation is with the team %(who)s now.",
                                     "%(n)s conversations are with the team %(who)s now.", done),
        BulkDeed.Kind.CLOSE: ngettext("%(n)s conversation is closed.", "%(n)s conversations are closed.", done),
    }
    return words[deed.kind] % {"n": done, "who": deed.name}
