"""The chat on the page of its conversation, for the employee. Its facts come along in the one query of that page."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.people.addresses import shown
from gehoor.people.models import AddressKind
from gehoor.postroom.channel import Pane
from gehoor.postroom.newcomer import once

from .models import HERE, Chat

FACTS = ("pk", "began_at", "seen_at", "read_to", "came_from", "page_title", "pages_read", "goes_on", "mail", "phone", "name")


def facts():
    """The running chat of a conversation as JSON; null where there is none."""
    running = Chat.objects.running().filter(conversation=OuterRef("pk")).order_by("-pk")
    return Subquery(running.values(found=JSONObject(**{name: name for name in FACTS}))[:1])


def of(conversation, found: dict) -> Pane:
    """What the pane shows; no query."""
    seen_at, began_at = (parse_datetime(found[name]) for name in ("seen_at", "began_at"))
    told = found | {"once": once(), "phone": found["phone"] and shown(AddressKind.PHONE, found["phone"]), "seen_at": seen_at, "began_at": began_at, "is_here": seen_at > timezone.now() - HERE}
    return Pane(_("Chat"), "chat/_pane.html", "chat/desk.js", "chat/desk.css", f"talk:{conversation.pk}", told,
                came_from=found["came_from"], pages_read=tuple(found["pages_read"]))
