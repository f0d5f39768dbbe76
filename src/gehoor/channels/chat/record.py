"""What the person sees of their chat: each line said, who helps them, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone

from gehoor.conversations.models import Attachment, Contact, Direction, Message
from gehoor.core import prepared
from gehoor.people import ownership
from gehoor.postroom import channel
from gehoor.trust import house

from . import changes
from .models import Chat
from .talking import KIND


@dataclass(frozen=True, slots=True)
class Line:
    """One message as its person sees it."""

    pk: int
    when: datetime
    is_theirs: bool
    who: str  # first name of the employee, where the organisation shows names
    text: str
    files: list
    is_read: bool
    is_computer: bool = False
    is_change = False

    @property
    def day(self):
        return timezone.localdate(self.when)


def lines(chat: Chat, after: int = 0) -> list[Line]:
    """What was said in the chat after the message `after`, in the order in which it was written down; at most three queries."""
    person = ownership.current(chat.link.person)
    said = prepared.rows(("said in a chat",), _said, conversation=chat.conversation_id, person=person.pk, after=after)
    if with_files := [message for message in said if message.has_files]:
        shown = Attachment.objects.filter(inline=False).order_by("pk")
        prefetch_related_objects(with_files, Prefetch("attachments", shown, to_attr="shown_files"))
    shows_names = any(message.contact.employee_id for message in said) and house.shows_names()
    first = [message for message in said if message.contact.channel != KIND]  # the talk that led here was filed after its beginning
    return [_line(message, chat, shows_names) for message in (*first, *(one for one in said if one.contact.channel == KIND))]


def with_changes(said: list[Line], told: list[changes.Change]) -> list:
    """Both in the order in which they happened."""
    return sorted([*said, *told], key=lambda one: one.when)


def _said(conversation, person, after):
    """Few messages of a chat have files, so these are looked for where there are any."""
    files = Attachment.objects.filter(message=OuterRef("pk"), inline=False)
    return Message.objects.filter(
        conversation=conversation, pk__gt=after, contact__channel__in=[KIND, *channel.leading_to_human()], contact__person=person,
    ).select_related("contact__employee").annotate(has_files=Exists(files)).defer("html", "rest").order_by("pk")


def _line(message, chat, shows_names) -> Line:
    contact = message.contact
    is_theirs = contact.direction == Direction.IN
    employee = contact.employee
    return Line(
        message.pk, contact.at, is_theirs, employee.first_name if employee and shows_names else "", message.text,
        message.shown_files if message.has_files else [], is_theirs and message.pk <= chat.read_by_us,
        contact.automatic == Contact.COMPUTER,
    )


def helper(chat: Chat) -> str:
    """First name of whoever has the conversation; "" for nobody, or where names are not shown."""
    employee = chat.conversation.assignee
    return employee.first_name if employee and house.shows_names() else ""
