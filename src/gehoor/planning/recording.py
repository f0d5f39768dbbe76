"""A talk was held: what was talked about and agreed, in one contact of its conversation, and a copy to the person."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from gehoor.conversations import closing
from gehoor.conversations.models import WaitingFor
from gehoor.people import ownership
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive
from gehoor.postroom.wording import LANGUAGE
from gehoor.promises import promising
from gehoor.promises.models import Promise

from . import inviting, log, making_ahead, preparing
from .models import Moment, State
from .rescheduling import held_open

CLOSING = time(17)  # by when something promised for a day is done
DISCUSSED, NOT_NOW = "discussed", "not_now"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: what, who does it (in words), by when. `is_ours`: we do it, so it becomes a promise."""

    what: str
    who: str = ""
    by: date | None = None
    is_ours: bool = False


@transaction.atomic
def record(pk, *, by, channel, checked, summary, agreements=(), then=DONE, copies=()) -> Moment:
    """Save it all at once. `channel` is the kind of channel it was held on; `checked` is {key: {said, line}}; `then` is
    `DONE` or who is to move (`WaitingFor`); `copies` are people who get the summary. Raises `NotOpen`."""
    ownership.hold()
    moment = held_open(pk)
    moment.version = moment.version or moment.plan.kind.version
    moment.checked, moment.summary = checked, summary.strip()
    moment.agreements = [
        {"what": one.what, "who": one.who, "by": one.by.isoformat() if one.by else ""} for one in agreements
    ]
    contact, _is_new = receive(Inbound(
        channel=channel, external_id=f"planned-{moment.pk}", at=timezone.now(), employee_id=by.pk,
        person_id=moment.plan.person_id, conversation_id=moment.plan.conversation_id, subject=moment.plan.kind.name,
        text=text_of(moment), acknowledge=False,
    ))
    moment.contact, moment.state, moment.ended_at, moment.ended_by = contact, State.HELD, timezone.now(), by
    moment.warned_of = moment.leads_told_of = ""
    moment.save()
    log.record("moment.held", moment, by, **log.when(moment))
    for one in agreements:
        if one.is_ours and one.by:
            _promise(contact.conversation, moment, one, by)
    inviting.send_record(
        Moment.objects.told_in_full().get(pk=pk), copies, by=by, summary=moment.summary, agreements=in_lines(moment.agreements)
    )
    _move_on(contact.conversation, then, by)
    making_ahead.make(moment.plan_id)
    return moment


def _promise(conversation, moment, agreement, by):
    due = timezone.make_aware(datetime.combine(agreement.by, CLOSING))
    promising.make(
        conversation, by=by, kind=Promise.Kind.TASK, due_at=due, what=agreement.what, owner=moment.employee or by,
        team=moment.plan.team, person=moment.plan.person,
    )


def _move_on(conversation, then, by):
    """Closed until the next talk, unless something is still to be done."""
    conversation.refresh_from_db()
    if then == DONE and not conversation.promised:
        if not closing.obstacle(conversation):
            conversation.close(by=by, solved=True)
    elif then in WaitingFor.values and then != conversation.waiting_for:
        conversation.wait_for(WaitingFor(then), by=by)


def text_of(moment) -> str:
    """The record in words, as it stands in the conversation and on the person's own page."""
    with translation.override(LANGUAGE):
        parts = [moment.plan.kind.name, "\n".join([_("What we agreed:"), moment.summary])]
        if moment.agreements:
            parts.append("\n".join([_("Who does what:"), in_lines(moment.agreements)]))
        for said, heading in ((DISCUSSED, _("We talked about:")), (NOT_NOW, _("Not this time:"))):
            lines = [
                _point(item.text, told.get("line", "")) for item in preparing.agenda(moment)
                if (told := moment.checked.get(item.key, {})).get("said") == said
            ]
            parts += ["\n".join([heading, *lines])] if lines else []
    return "\n\n".join(parts)


def _point(text, line) -> str:
    return "- " + " ".join(filter(None, [text if text.endswith("?") or not line else f"{text}:", line]))


def in_lines(agreements) -> str:
    """A line for each: what, who and by when."""
    with translation.override(LANGUAGE):
        return "\n".join(f"- {one['what']}{_more(one)}" for one in agreements)


def _more(one) -> str:
    day = formats.date_format(date.fromisoformat(one["by"]), _("j F Y")) if one["by"] else ""
    more = ", ".join(filter(None, [one["who"], day and _("by %(day)s") % {"day": day}]))
    return f" ({more})" if more else ""
