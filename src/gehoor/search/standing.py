"""How a found conversation stands, in the sentence that everyone hears who asks (requirement A9); no query."""

import json

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gehoor.conversations import status
from gehoor.conversations.models import Closure, Conversation
from gehoor.staff.models import Employee, Team

from .finding import Hit


def is_late(hit: Hit) -> bool:
    """Whether the time of what is promised has passed, which its sentence then tells without anything having changed."""
    promised = json.loads(hit.stands)["promised"]
    return bool(promised) and parse_datetime(promised["due"]) <= timezone.now()


def sentence(hit: Hit) -> str:
    """As `conversations.status` words it."""
    facts = json.loads(hit.stands)
    named = {name: facts[name] for name in ("first_name", "last_name", "username")}
    conversation = Conversation(
        pk=hit.pk, status_note=facts["status_note"], promised=facts["promised"], waiting_for=hit.waiting_for,
        waiting_since=parse_datetime(facts["waiting_since"]), team=Team(name=facts["team"]) if facts["team"] else None,
        assignee=Employee(**named) if named["username"] else None, is_open=not hit.is_closed,
    )
    closed_at = facts["closed_at"] and parse_datetime(facts["closed_at"])
    closure = Closure(at=closed_at, solved=facts["solved"]) if closed_at else None
    Conversation._meta.get_field("closure").set_cached_value(conversation, closure)  # so that nothing asks the database
    return status.sentence(conversation)
