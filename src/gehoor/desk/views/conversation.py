"""The page of one conversation: everything said, who asks, and what can be done."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from gehoor.conversations import status
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.core import prepared
from gehoor.core.live import topics
from gehoor.people.models import DigitalAddress
from gehoor.postroom import channel, drafting
from gehoor.postroom.models import Draft
from gehoor.queues import worklist
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import composing, drawn_on, rail, rows, timeline
from .. import standing as standings
from ..access import find, glance, page_of, shows
from ..complaints import panel
from ..forms import CloseForm, NoteForm, ReplyForm
from ..promises import facts as promises

RECENT = timedelta(days=90)  # closed conversations of the person shown beside this one
BESIDE = 12  # rows of the work list beside a conversation


@shows
def conversation(request, reference):
    """Everything about one question of one person."""
    return page(request, find(request, reference))


@shows
def show_timeline(request, reference):
    """The timeline alone, for live updates."""
    found = find(request, reference)
    read_log.note(request.user, "update", conversation_id=found.pk, person_id=found.person_id)
    return render(request, "desk/_timeline.html", {"conversation": found, "timeline": timeline.build(found)})


@shows
def since(request, reference):
    """What was said after the message `after`, for live contact: few queries, since it is asked for each word."""
    found = glance(request, reference)
    read_log.note(request.user, "update", conversation_id=found.pk, person_id=found.person_id)
    said = timeline.said_after(found, drafting.number_in(request.GET.get("after", "")) or 0)
    response = HttpResponse(_drawn(request, found, said))
    response["X-Gehoor-Event"] = timeline.how_far(said)
    return response


def answered(request, conversation, after: int) -> dict:
    """The same for who just answered, `said` and `event`: their page need not ask. `live_contact.draws` names this."""
    said = timeline.said_after(conversation, after)
    if any(one.message.contact.employee_id != request.user.pk for one in said):
        read_log.note(request.user, "update", conversation_id=conversation.pk, person_id=conversation.person_id)
    return {"said": _drawn(request, conversation, said), "event": timeline.how_far(said)}


def _drawn(request, conversation, said) -> str:
    return render_to_string("desk/_since.html", {"conversation": conversation, "said": said, "today": timezone.localdate()}, request)


@shows
def standing(request, reference):
    """Whose it is and how it stands, for live updates."""
    version = topics.version(f"conversation:{find(request, reference).pk}")
    found = find(request, reference)
    return render(request, "desk/_standing.html", {
        "conversation": found, "status_sentence": status.sentence(found), "version": version,
        **standings.context(request, found),
    })


def page(request, conversation, *, reply=None, note=None, close=None, status_code=200, **more):
    """Render the page; the forms carry what somebody typed when an action could not be done."""
    read_log.note(request.user, "page", conversation_id=conversation.pk, person_id=conversation.person_id)
    told = timeline.build(conversation)
    addresses = [DigitalAddress(**one) for one in conversation.person_addresses]
    ways = composing.ways(conversation, timeline.spoken(told.days))
    drafted = {kind: drafting.on_page(conversation.own_drafts, kind) for kind in (Draft.Kind.REPLY, Draft.Kind.NOTE)}
    others = _others(request.user, conversation)
    pane = channel.pane_of(conversation)
    view = request.GET.get("view", worklist.View.TEAM)
    view = view if view in worklist.View.values else worklist.View.TEAM
    context = {
        "conversation": conversation, "person": conversation.person, "addresses": addresses,
        "timeline": told, "version": told.version,
        "status_sentence": status.sentence(conversation), "destinations": ways,
        "reply": reply or ReplyForm(destinations=ways, initial=_begun(ways, drafted[Draft.Kind.REPLY])),
        "note": note or NoteForm(initial=drafted[Draft.Kind.NOTE].fields),
        "reply_draft": drafted[Draft.Kind.REPLY], "note_draft": drafted[Draft.Kind.NOTE],
        "close": close or CloseForm(initial={"solved": "yes"}),
        "others": others, "together": _together(conversation, others), "same_as": _maybe_same(request.user, conversation),
        "waiting_choices": WaitingFor.choices, "promises": promises.of(conversation),
        "may_see_reads": request.user.may(Capability.OVERSEE), "pane": pane, "writes": _writes(request, pane),
        "rail": rail.links(request.user, view), "view": view, "beside": _beside(request.user, view),
        "seems_complaint": panel.seems_one(conversation, told.days),
        "here": page_of(request, conversation), "query": f"?view={view}", **standings.context(request, conversation),
    }
    typed = bool(reply or note or close or more or status_code != 200)
    context |= drawn_on.parts(conversation, request.user, context, typed) | more
    context |= {"reply_page": context["reply_draft"].page, "note_page": context["note_draft"].page}
    return render(request, "desk/conversation.html", context, status=status_code)


def _writes(request, pane) -> str:
    """Which box is open: what was asked for, else the live contact there is, else the answer."""
    asked = request.GET.get("write")
    return asked if asked in ("reply", "note") or (pane and asked == "talk") else "talk" if pane else "reply"


def _begun(ways, draft) -> dict[str, str]:
    """What the answer begins with: the draft, to where it was going as long as that is one of the ways."""
    keys = [way.key for way in ways]
    to = draft.fields.get("to")
    return {"text": draft.fields.get("text", ""), "cites": draft.fields.get("cites", ""), "to": to if to in keys else keys[0] if keys else ""}


def _others(employee, conversation):
    """Open and recently closed conversations of this person that the employee may see, open ones first."""

    def others(person, this):
        rows = Conversation.objects.visible_or_glimpsed(employee) if employee.is_outsourced else (
            Conversation.objects.visible_to(employee))
        visible = rows.filter(person=person, joined_into=None).exclude(pk=this)
        return visible.select_related("closure").order_by("-last_contact_at")[:20]

    found = prepared.rows(("others", employee.scope), others, person=conversation.person_id, this=conversation.pk)
    recent = [other for other in found if not other.is_closed or other.closure.at > timezone.now() - RECENT]
    return sorted(recent, key=lambda other: other.is_closed)


def _together(conversation, others) -> int:
    """How many questions of this person are open, this one among them; 0 where it is the only one, or closed."""
    number = sum(not other.is_closed for other in others)
    return 0 if conversation.is_closed or not number else number + 1


def _maybe_same(employee, conversation):
    """The conversation this one seems to continue, while nobody has decided."""
    if conversation.split_from_id is None or conversation.joined_into_id:
        return None
    return Conversation.objects.visible_to(employee).filter(pk=conversation.split_from_id).first()


def _beside(employee, view):
    """The top of the work list, so that j and k and one click go on."""
    return rows.listed(employee, view, 0, BESIDE)
