"""One timeline for everything: what was said on any channel, and what we did with the conversation in between."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations.models import PAGE, Attachment, Citation, Contact, Direction, Message
from gehoor.core import prepared
from gehoor.core.live import topics
from gehoor.core.models import Event
from gehoor.people.models import ContactPerson, Representation
from gehoor.postroom import channel
from gehoor.postroom.models import Arrival, Delivery
from gehoor.staff.models import Employee

from .happenings import SHOWN, happening

SIDES = {Direction.IN: "theirs", Direction.OUT: "ours", Direction.INTERNAL: "note"}
STATES = {  # of a delivery: icon and kind of chip
    Delivery.State.QUEUED: ("clock", ""), Delivery.State.SENT: ("check", ""),
    Delivery.State.FAILED: ("circle-alert", "failed"), Delivery.State.READY: ("printer", ""),
}
_FILES = (
    Attachment.objects.filter(message=OuterRef("pk"), inline=False)
    .order_by("pk").values(file=JSONObject(token="token", name="name", size="size"))
)
_PAGES = (
    Attachment.objects.filter(message=OuterRef("pk"), inline=True, content_id__startswith=PAGE)
    .order_by("pk").values(file=JSONObject(token="token"))
)
_CITED = (
    Citation.objects.filter(contact=OuterRef("contact")).order_by("pk")
    .values(told=JSONObject(version="version_id", number="version__number", question="version__question"))
)
_RELATION = Coalesce(  # who the speaker is to whom they spoke for: "daughter", "bookkeeper"
    Subquery(Representation.objects.filter(
        helper=OuterRef("contact__person"), person=OuterRef("contact__on_behalf_of")
    ).order_by("-pk").values("relation")[:1]),
    Subquery(ContactPerson.objects.filter(
        person=OuterRef("contact__person"), organisation__party=OuterRef("contact__on_behalf_of")
    ).values("role")[:1]),
    Value(""),
)
NAMES = ("first_name", "last_name", "username")
UNUSED = [  # of who spoke, only the name is shown
    *(f"contact__employee__{name}" for name in ("password", "email", "last_login", "date_joined")),
    *(f"contact__person__{name}" for name in ("created_at", "stated_needs")),
]
AT_ONCE = 6000  # characters of one message shown before the rest is folded away


@dataclass(slots=True)
class Utterance:
    """What somebody said, wrote or noted."""

    message: Message
    side: str
    icon: str
    channel: str
    who: str
    when: datetime
    noted_by: str = ""
    to: str = ""
    text: str = ""
    more_text: str = ""
    has_remote: bool = False
    original: int | None = None  # contact whose original was kept
    automatic: str = ""
    attachments: list = field(default_factory=list)
    pages: list = field(default_factory=list)  # pictures of paper
    cited: list = field(default_factory=list)  # what was told of the knowledge base: version (id), number, question
    reader: str = ""  # name of the page that shows them beside the text
    delivery: Delivery | None = None
    state_icon: str = ""
    state_kind: str = ""
    is_event = False

    @property
    def drawn_once(self) -> tuple | None:
        """What its drawing depends on, so that it is drawn once; None while it holds a form, which is each reader's own."""
        state = self.delivery.state if self.delivery else ""
        if state == Delivery.State.FAILED or (self.delivery and self.delivery.can_be_taken_back):
            return None
        told = (self.who, self.noted_by, self.to, self.automatic, self.message.notice, hash(self.message.text))
        return (self.message.pk, state, *told, self.original, *(one["version"] for one in self.cited))

    @property
    def reader_url(self) -> str:
        """Where the pages can be read beside what was made of them."""
        return reverse(self.reader, args=[self.message.pk]) if self.reader and self.pages else ""

    @property
    def html_url(self) -> str:
        """Where it can be seen as it was sent, if it was more than text."""
        return reverse("desk:html", args=[self.message.pk]) if self.message.has_html else ""

    @property
    def original_url(self) -> str:
        return reverse("desk:original", args=[self.original]) if self.original else ""


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of one day."""

    date: date
    entries: list


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, with what tells later whether there is more."""

    days: list[Day]
    seen: int  # id of the newest message on it; 0 if there is none
    version: str  # as `core.live.topics.version` gives it
    today: date  # the day its times are worded on

    @property
    def drawn_once(self) -> tuple | None:
        """What the drawing of all of it depends on; None while one of its entries is drawn anew each time."""
        keys = [entry.drawn_once for day in self.days for entry in day.entries]
        return None if None in keys else (self.today, *keys)


def build(conversation) -> Timeline:
    """The timeline in order of time, by day; two queries.

    Events first: what happens after they are read shows as a newer version.
    """
    events = prepared.rows(("events",), _events, conversation=conversation.pk)
    known = {config.kind: config for config in channel.all_channels()}
    messages = prepared.rows(("messages",), _messages, conversation=conversation.pk)
    utterances = [_utterance(message, known.get(message.contact.channel), conversation.person_id) for message in messages]
    happened = [happening(_event(row)) for row in events if row[1] in SHOWN]
    days: list[Day] = []
    for entry in sorted([*utterances, *happened], key=lambda entry: entry.when):
        day = timezone.localtime(entry.when).date()
        if not days or days[-1].date != day:
            days.append(Day(day, []))
        days[-1].entries.append(entry)
    version = _version([pk for pk, *_rest in events])
    return Timeline(days, max((one.message.pk for one in utterances), default=0), version, timezone.localdate())


def said_after(conversation, after: int) -> list[Utterance]:
    """What stands on the timeline after this message, in the order in which it was written down; one query."""
    known = {config.kind: config for config in channel.all_channels()}
    messages = prepared.rows(("messages after",), _messages_after, conversation=conversation.pk, after=after)
    return [_utterance(message, known.get(message.contact.channel), conversation.person_id) for message in messages]


def how_far(said: list[Utterance]) -> int:
    """The event up to which `said_after` told everything; 0 where it told nothing."""
    return said[-1].message.said_event or 0 if said else 0


def said_since(conversation, seen: int | None) -> list[Message]:
    """What came in, or a colleague said, after the newest message that was on the screen."""
    if seen is None:
        return []
    since = Message.objects.filter(conversation=conversation, pk__gt=seen)
    since = since.exclude(contact__automatic="acknowledgement").exclude(contact__direction=Direction.INTERNAL)
    return list(since.select_related("contact__person", "contact__employee").order_by("pk"))


def _version(events) -> str:
    last = events[-1] if events else 0
    return f"{last}.{sum(pk > last - topics.LOOK_BACK for pk in events)}"


def spoken(days) -> list[Contact]:
    """The contacts in which people told us something themselves, with their `person`, in order of time."""
    contacts = [entry.message.contact for day in days for entry in day.entries if not entry.is_event]
    return [contact for contact in contacts if contact.direction == Direction.IN and not contact.automatic]


def _events(conversation):
    """(id, kind, moment, data, names of who did it) of each: most are not shown, and tuples cost little."""
    events = Event.objects.filter(conversation_id=conversation).order_by("pk")
    return events.values_list("pk", "kind", "at", "data", "actor", *(f"actor__{name}" for name in NAMES))


def _event(row) -> Event:
    pk, kind, at, data, actor, *names = row
    who = Employee(pk=actor, **dict(zip(NAMES, names, strict=True))) if actor else None
    return Event(pk=pk, kind=kind, at=at, data=data, actor=who)


def _messages(conversation):
    arrived = Arrival.objects.filter(contact=OuterRef("contact")).order_by("pk").values("pk")[:1]
    return (
        Message.objects.filter(conversation=conversation)
        .select_related("contact__person", "contact__on_behalf_of", "contact__employee", "delivery")
        .annotate(
            relation=_RELATION,
            files=ArraySubquery(_FILES),
            pages=ArraySubquery(_PAGES),
            cited=ArraySubquery(_CITED),
            arrival_id=Subquery(arrived),
            has_html=ExpressionWrapper(~Q(html=""), BooleanField()),
            has_remote=ExpressionWrapper(Q(html__contains="data-remote-src"), BooleanField()),
        )
        .defer("html", *UNUSED)
    )


def _messages_after(conversation, after):
    """Each with `said_event`, the newest event of something said there: they are in one order, since it is held meanwhile."""
    events = Event.objects.filter(conversation_id=conversation, kind__startswith="utterance.").order_by("-pk").values("pk")
    return _messages(conversation).filter(pk__gt=after).annotate(said_event=Subquery(events[:1])).order_by("pk")


def _utterance(message, config, asks) -> Utterance:
    contact, delivery = message.contact, getattr(message, "delivery", None)
    text, more = _parted(message.text)
    icon, kind = STATES.get(delivery.state, ("", "")) if delivery else ("", "")
    spoke_in = contact.direction == Direction.IN
    return Utterance(
        message=message, side=SIDES[contact.direction], when=contact.at, text=text, more_text=more,
        icon=config.icon if config else "sticky-note", channel=config.title if config else _("Note"),
        who=_theirs(contact, message.relation) if spoke_in else _ours(contact),
        noted_by=str(contact.employee) if spoke_in and contact.employee else "",
        to=_to(contact, delivery, asks) if delivery else "", automatic=contact.automatic,
        has_remote=message.has_remote, original=contact.pk if message.arrival_id else None,
        attachments=[_file(file) for file in message.files], pages=[_file(page) for page in message.pages],
        reader=config.reader if config else "", cited=message.cited,
        delivery=delivery, state_icon=icon, state_kind=kind,
    )


def _to(contact, delivery, asks) -> str:
    """The address it went to; without one, as in a chat, who reads it where that is not who `asks` (an id)."""
    return delivery.address or (str(contact.person) if contact.person_id not in (None, asks) else "")


def _theirs(contact, relation) -> str:
    """Who wrote or said it, and for whom. Mail that came back is by a mail server, never by whom it did not reach."""
    if not contact.person:
        return _("Mail server")
    if not contact.on_behalf_of:
        return str(contact.person)
    speaker = f"{contact.person} ({relation})" if relation else str(contact.person)
    return _("%(speaker)s on behalf of %(person)s") % {"speaker": speaker, "person": contact.on_behalf_of}


def _ours(contact) -> str:
    """Who of us it was; nobody wrote what the system sends by itself, and it says so."""
    if contact.automatic == Contact.COMPUTER:
        return _("Computer")
    return str(contact.employee) if contact.employee else _("Sent automatically")


def _parted(text) -> tuple[str, str]:
    """A very long message in what is read at once and the rest, parted at a line where there is one."""
    if len(text) <= AT_ONCE + 500:
        return text, ""
    cut = max(text.rfind("\n", AT_ONCE // 2, AT_ONCE), text.rfind(" ", AT_ONCE - 200, AT_ONCE))
    cut = cut if cut > 0 else AT_ONCE
    return text[:cut], text[cut:]


def _file(file: dict) -> dict:
    return {**file, "url": reverse("desk:attachment", args=[file["token"]])}
