"""The record for the person: what was said to and by them on all channels, how it stands, and what comes next.

Nobody else's words, no notes for colleagues, nothing of other conversations.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gehoor.complaints import told as complaints
from gehoor.complaints.models import Complaint
from gehoor.conversations import coming, links, promised, status
from gehoor.conversations.models import (
    Attachment,
    Citation,
    Contact,
    Conversation,
    Direction,
    Message,
    WaitingFor,
)
from gehoor.core import organisation
from gehoor.knowledge.models import Audience
from gehoor.people import ownership
from gehoor.people.models import Person
from gehoor.planning import told as planned
from gehoor.planning.models import Moment
from gehoor.postroom import channel
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise
from gehoor.trust import house

ARRIVED = (Delivery.State.SENT, Delivery.State.FAILED)  # what did not reach them by mail, they find here


@dataclass(slots=True)
class Line:
    """One contact, as its person may see it."""

    when: datetime
    is_theirs: bool
    who: str
    channel: str
    icon: str
    text: str
    facts: list = field(default_factory=list)  # (question, answer) of a form, in place of the text
    is_receipt: bool = False
    files: list[Attachment] = field(default_factory=list)
    grounds: list[tuple[str, date]] = field(default_factory=list)  # (question, since when) of what we told from the knowledge base


@dataclass(slots=True)
class Record:
    """Everything on the page, the print and the transcript."""

    conversation: Conversation
    person: Person
    lines: list[Line]
    stands: str
    next_step: str
    complaint: complaints.Told | None
    promised: list[str]  # what happens next and when, the soonest first, a sentence each
    talks: list[planned.Told]  # planned talks of this person, the latest first
    helper: str  # who helps, as the organisation shows names; "" for nobody in particular

    @property
    def talk_ahead(self) -> planned.Told | None:
        """The first talk that is still to come."""
        return next((one for one in reversed(self.talks) if one.is_open), None)

    @property
    def is_own(self) -> bool:
        """Whether this is whose question it is, and not somebody who spoke for them."""
        return self.person.pk == self.conversation.person_id


def of_link(link) -> Record:
    """The record that this link opens."""
    return build(links.told_in(link), ownership.current(link.person))


def build(conversation, person) -> Record:
    """The record of this person in this conversation; six queries, and those of the parts it has."""
    decided, name = house.current(), organisation.current().name
    known = {config.kind: config for config in channel.all_channels()}

    def named(employee):
        return house.shown_name(employee, decided)

    lines = [_line(message, known, named, name, decided) for message in _said(conversation, person)]
    has = _parts(conversation)
    talks = planned.of(conversation, person, named) if has["has_talks"] else []
    complaint = complaints.of(conversation, named) if has["is_complaint"] else None
    if person.pk != conversation.person_id:  # who spoke for them hears of the talks they are let into, and of no appointment
        conversation.coming = {coming.TALK: [one.moment.packed for one in talks if one.is_open],
                               coming.CALLED: conversation.coming.get(coming.CALLED, [])}
    stands, next_step = _stands(conversation, named, talks)
    if complaint and complaint.is_open and conversation.waiting_for == WaitingFor.US:
        next_step = complaint.next_step  # it knows better what comes
    return Record(
        conversation, person, lines, stands, next_step, complaint, _promised(conversation, person), talks,
        "" if conversation.is_closed else named(conversation.assignee),
    )


def _parts(conversation) -> dict[str, bool]:
    """Which of the rarer parts there is anything of: most conversations have none, and ask no query for them."""
    return Conversation.objects.values(
        is_complaint=Exists(Complaint.objects.filter(conversation=OuterRef("pk"))),
        has_talks=Exists(Moment.objects.filter(plan__conversation=OuterRef("pk"))),
    ).get(pk=conversation.pk)


def _said(conversation, person):
    """Messages to and by this person, the oldest first."""
    theirs = Q(contact__direction=Direction.IN) | Q(contact__direction=Direction.OUT, delivery__state__in=ARRIVED)
    files = Prefetch("attachments", Attachment.objects.filter(inline=False).order_by("pk"), to_attr="shown_files")
    said = Message.objects.filter(theirs, conversation=conversation, contact__person=person)
    told = Citation.objects.filter(contact=OuterRef("contact"), version__audience=Audience.PUBLIC).order_by("pk")
    grounds = ArraySubquery(told.values(told=JSONObject(question="version__question", since="version__valid_from")))
    return said.select_related("contact__employee").annotate(grounds=grounds).prefetch_related(files).defer("html", "rest").order_by(
        "contact__at", "pk"
    )


def _line(message, known, named, organisation_name, decided) -> Line:
    contact, config = message.contact, known.get(message.contact.channel)
    by_them = contact.direction == Direction.IN
    text = message.text
    if by_them and contact.employee_id:  # a call or visit that somebody of us wrote down
        who = _("You and %(name)s") % {"name": named(contact.employee) or organisation_name}
        text = text if decided.shows_calls else _("We spoke with each other.")
    elif contact.automatic == Contact.COMPUTER:
        who = _("Computer")
    else:
        who = _("You") if by_them else named(contact.employee) or organisation_name
    return Line(
        contact.at, by_them, who, config.title if config else "", config.icon if config else "message-circle", text,
        facts=message.facts if by_them and not contact.employee_id else [],
        is_receipt=contact.automatic in ("acknowledgement", links.BY_ITSELF, "chat"), files=message.shown_files,
        grounds=[(one["question"], parse_date(one["since"])) for one in message.grounds],
    )


def _stands(conversation, named, talks) -> tuple[str, str]:
    """How it stands and what comes next; between two planned talks nothing is finished."""
    said = status.sentence(conversation, named)
    if conversation.is_closed and any(one.is_open for one in talks):
        return said, _("You can tell us beforehand what you want to talk about.")
    return said, _next(conversation)


def _promised(conversation, person) -> list[str]:
    """Without what how it stands says already."""
    if not conversation.promised:
        return []
    found = Promise.objects.open().filter(conversation=conversation, person=person).order_by("due_at", "pk")
    said = [promised.sentence(one.packed) for one in found]
    stands = status.sentence(conversation)
    return [one for one in said if one not in stands]


def _next(conversation) -> str:
    """On the page and in what people keep of it: so it points at no place on either."""
    if conversation.is_closed:
        return _("This question is finished. Do you have something to add? Write to us; then we open it again.")
    if conversation.waiting_for == WaitingFor.PERSON and coming.called_in_vain(conversation.coming, conversation.waiting_since):
        return _("Your question stays open. Choose another moment by the link in our message, or write to us.")
    if conversation.waiting_for == WaitingFor.PERSON:
        return _("We wait for your answer.")
    if conversation.waiting_for == WaitingFor.OTHER:
        return _("We wait for somebody else. As soon as we know more, you hear from us.")
    if conversation.promised and conversation.promised.get("called"):
        return _("Your question stays open. You can write it below.")
    if conversation.promised and not conversation.status_note:  # how it stands says it, with its moment
        return _("If that does not work out, you hear it from us before that time.")
    return _("We are to move: you get an answer from us.")
