"""Who helps somebody in a chat changed, or stopped: said kindly between the messages, in the language of who reads it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core.models import Event
from gehoor.staff.models import Employee
from gehoor.trust import house

from .models import Chat
from .talking import KIND

LATE = 200  # an id is given before the commit: an event that little older may come to sight after what was looked at
_ENDED = "chat.ended"  # of which only what an employee ended is told
_TOLD = Q(data__channel=KIND) & (Q(kind="turn.handed") | Q(kind="turn.returned", data__was="taken")) | Q(kind=_ENDED, actor__isnull=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One of them; `pk` is that of its event."""

    pk: int
    when: datetime
    text: str
    is_change = True

    @property
    def day(self):
        return timezone.localdate(self.when)


def how_far(since: int) -> dict[str, Subquery]:
    """What a chat's page asks before anything else, to annotate chats with: `last_event` of its conversation, and
    `helper_changed`, whether somebody else helps since the event `since`."""
    events = Event.objects.filter(conversation_id=OuterRef("conversation"), pk__gt=since).order_by().values("conversation_id")
    return {
        "last_event": Subquery(events.annotate(last=Max("pk")).values("last")),
        "helper_changed": Exists(events.filter(_TOLD)),
    }


def since(chat: Chat, after: int = 0) -> list[Change]:
    """What is to be told since the event `after`, the oldest first; some of it may have been told already."""
    found = Event.objects.filter(
        _TOLD, conversation_id=chat.conversation_id, pk__gt=after - LATE, at__gte=chat.began_at
    ).order_by("pk").values_list("pk", "at", "kind", "data")
    names = _names(data.get("employee") for _pk, _at, _kind, data in found)
    return [Change(pk, at, _said(kind, data, names)) for pk, at, kind, data in found if kind != _ENDED or data["chat"] == chat.pk]


def _names(employees) -> dict[int, str]:
    if not house.shows_names():
        return {}
    return {one.pk: one.first_name for one in Employee.objects.filter(pk__in=set(filter(None, employees)))}


def _said(kind, data, names) -> str:
    if kind == _ENDED:
        return _("The employee ended this chat. Do you have something to add? Write it below, and we go on.")
    if name := names.get(data.get("employee")):
        return _("From here on %(name)s helps you, and can read what you told us.") % {"name": name}
    if kind == "turn.handed":
        return _("From here on a colleague helps you, and can read what you told us.")
    if data.get("why") == "vanished":
        return _("The connection with our employee was lost. You need not do anything: you keep your place in line, and a "
                 "colleague reads what you told us and goes on with you.")
    return _("A colleague goes on with you. You keep your place in line, and need not tell your story again.")
