"""The chat on the page of its conversation, for the employee. Its facts come along in the one query of that page."""

from django.contrib.postgres.expressions import ArraySubquery
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
    """The running chat of a conversation as JSON, with `all` there are; null where there is none."""
    every = Chat.objects.running().filter(conversation=OuterRef("conversation")).order_by("-pk")
    rows = every.values(found=JSONObject(pk="pk", began_at="began_at", seen_at="seen_at", person="link__person", who="link__person__name"))
    running = Chat.objects.running().filter(conversation=OuterRef("pk")).order_by("-pk")
    return Subquery(running.values(found=JSONObject(**{name: name for name in FACTS}, all=ArraySubquery(rows)))[:1])


def of(conversation, found: dict) -> Pane:
    """What the pane shows; no query."""
    told = found | _moments(found) | {
        "once": once(), "phone": found["phone"] and shown(AddressKind.PHONE, found["phone"]), "several": _several(found["all"]),
    }
    return Pane(_("Chat"), "chat/_pane.html", "chat/desk.js", "chat/desk.css", f"talk:{conversation.pk}", told,
                came_from=found["came_from"], pages_read=tuple(found["pages_read"]))


def _several(chats) -> list[dict]:
    """Whom to choose from, where more than one person chats there: the newest chat of each, the first to begin first."""
    by_person = {one["person"]: one | _moments(one) | {"who": one["who"] or _("Not known yet")} for one in reversed(chats)}
    return sorted(by_person.values(), key=lambda one: one["began_at"]) if len(by_person) > 1 else []


def _moments(found) -> dict:
    seen_at, began_at = (parse_datetime(found[name]) for name in ("seen_at", "began_at"))
    return {"seen_at": seen_at, "began_at": began_at, "is_here": seen_at > timezone.now() - HERE}
