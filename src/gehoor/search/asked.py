"""What somebody asks of search: words and filters. Never in an address: it often holds a name or a number."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gehoor.conversations.models import Attachment, Contact, Conversation, WaitingFor

LONGEST = 200  # characters; nobody types a longer name or number


class State(TextChoices):
    OPEN = "open", pgettext_lazy("of a conversation", "Open")
    OURS = "ours", _("Waiting for us")
    WAITING = "waiting", _("Waiting for someone else")
    CLOSED = "closed", _("Closed")


class Period(TextChoices):
    WEEK = "week", _("Last 7 days")
    MONTH = "month", _("Last 30 days")
    YEAR = "year", _("Last 12 months")


DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Asked:
    """Words and filters; all of them must hold. Ids of what does not exist find nothing."""

    text: str = ""
    person: int | None = None
    employee: int | None = None
    team: int | None = None
    channel: str = ""
    state: str = ""
    period: str = ""
    since: str = ""  # days as 2026-11-02
    until: str = ""
    files: bool = False

    @classmethod
    def read(cls, given) -> "Asked":
        """From a form, a session or a saved view; what makes no sense is left out."""
        number = {name: _number(given.get(name)) for name in ("person", "employee", "team")}
        day = {name: _day(given.get(name)) for name in ("since", "until")}
        return cls(
            text=" ".join(str(given.get("text") or given.get("q") or "").replace("\x00", "").split())[:LONGEST],
            channel=str(given.get("channel") or "")[:20],
            state=_one_of(State, given.get("state")), period=_one_of(Period, given.get("period")),
            files=bool(given.get("files")), **number, **day,
        )

    def kept(self) -> dict:
        """What differs from asking nothing, as JSON values."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def without(self, *names) -> "Asked":
        """The same with these filters taken off."""
        return replace(self, **{field.name: field.default for field in fields(self) if field.name in names})

    @property
    def is_narrow(self) -> bool:
        """Whether the filters alone leave few, found by an index of their own: what one person or colleague had."""
        return bool(self.person or self.employee)

    @property
    def filters(self) -> dict:
        return {name: value for name, value in self.kept().items() if name != "text"}

    def narrow(self, conversations):
        """Of these conversations the ones that the filters let through; `conversations` is what may be seen."""
        found = conversations.filter(joined_into__isnull=True)
        if self.person:
            found = found.filter(pk__in=_with(Q(person=self.person), Q(person=self.person)))
        if self.employee:
            found = found.filter(pk__in=_with(Q(assignee=self.employee), Q(employee=self.employee)))
        if self.team:
            found = found.filter(team=self.team)
        if self.channel:
            found = found.filter(_has(Contact, channel=self.channel))
        if self.files:
            files = Attachment.objects.filter(message__conversation=OuterRef("pk"), inline=False)
            found = found.filter(Exists(files))
        return self._at_the_time(self._in_state(found))

    def _in_state(self, found):
        if self.state == State.CLOSED:
            return found.closed()
        found = found.open() if self.state else found
        if self.state == State.OURS:
            return found.filter(waiting_for=WaitingFor.US)
        return found.exclude(waiting_for=WaitingFor.US) if self.state == State.WAITING else found

    def _at_the_time(self, found):
        """Conversations whose last contact was in the period."""
        if self.period:
            found = found.filter(last_contact_at__gte=Now() - timedelta(days=DAYS[self.period]))
        if self.since:
            found = found.filter(last_contact_at__gte=_begin_of(self.since))
        if self.until:
            found = found.filter(last_contact_at__lt=_begin_of(self.until) + timedelta(days=1))
        return found


def _with(of_conversation: Q, of_contact: Q):
    """Ids of both, each by its own index; an OR would make PostgreSQL look at everything."""
    contacts = Contact.objects.filter(of_contact).order_by().values("conversation_id")
    return Conversation.objects.filter(of_conversation).order_by().values("pk").union(contacts)


def _has(model, **conditions):
    return Exists(model.objects.filter(conversation=OuterRef("pk"), **conditions))


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def _begin_of(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(day_of(day), time.min))


def _number(given) -> int | None:
    text = str(given or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(given) -> str:
    try:
        day = date.fromisoformat(str(given or ""))
    except ValueError:
        return ""
    return day.isoformat() if 1900 < day.year < 2200 else ""


def _one_of(choices, given) -> str:
    return given if given in choices.values else ""
