"""What somebody wrote on the page of their conversation: kept first, then read as everything that comes in."""

import base64
import json

from django.utils.translation import gettext as _

from gehoor.conversations import links
from gehoor.conversations.models import Link
from gehoor.people import ownership
from gehoor.postroom import arrivals
from gehoor.postroom.inbound import Inbound, InboundFile, Unreadable
from gehoor.postroom.models import Arrival

KIND = "portal"


def keep(link, text, files, *, page: str) -> int:
    """Keep the original; returns the id of its `Arrival`. The same page sent twice gives equal bytes, kept once."""
    original = json.dumps({
        "link": link.pk, "page": page, "text": text,
        "files": [
            {"name": one.name, "type": one.content_type, "content": base64.b64encode(one.content).decode()} for one in files
        ],
    }, ensure_ascii=False, sort_keys=True).encode()
    return arrivals.keep(KIND, original, source=source_of(link))


def source_of(link) -> str:
    """What tells the arrivals of one link apart from others."""
    return f"link {link.pk}"


def on_its_way(link):
    """What was sent with this link and stands in no conversation yet."""
    waiting = [Arrival.State.WAITING, Arrival.State.UNREADABLE]
    return Arrival.objects.filter(channel=KIND, source=source_of(link), state__in=waiting).defer("original")


def read(arrival) -> Inbound:
    """The `Inbound` in a kept original; it carries its conversation. Raises `Unreadable`."""
    try:
        told = json.loads(bytes(arrival.original))
        link = Link.objects.select_related("person").get(pk=told["link"])
        files = tuple(
            InboundFile(one["name"], one["type"], base64.b64decode(one["content"], validate=True)) for one in told["files"]
        )
        conversation = links.told_in(link)
        return Inbound(
            channel=KIND, external_id=arrival.digest, at=arrival.arrived_at, files=files, text=told["text"],
            person_id=ownership.current(link.person).pk, conversation_id=conversation.pk, subject=conversation.subject,
            acknowledge=False,  # the page itself says that it came in
        )
    except (ValueError, KeyError, TypeError, Link.DoesNotExist) as error:
        raise Unreadable(_("What was written on the page of a conversation could not be read.")) from error


def team_of(arrival) -> int | None:
    """The team of the conversation, so that what cannot be read is as closed as the rest of it."""
    found = Link.objects.filter(pk=arrival.source.removeprefix("link ")).select_related("conversation").first()
    return found and found.conversation.team_id
