"""How a found conversation stands, in the sentence that everyone hears who asks (requirement A9); no query."""

import json

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gehoor.conversations import coming, status
from gehoor.conversations.models import Closure, Conversation
from gehoor.staff.models import Employee, Team

from .finding import Hit


def by_now(hit: Hit) -> tuple[bool, int]:
    """What time alone changes in the sentence: whether what is promised is late, and how much is still to come."""
    facts = json.loads(hit.stands)
    promised = facts["promised"]
    return bool(promised) and parse_datetime(promised["due"]) <= timezone.now(), len(coming.ahead(facts["coming"]))


def sentence(hit: Hit) -> str:
    """As `conversations.status` words it."""
    facts = json.loads(hit.stands)
    named = {name: facts[name] for name in ("first_name", "last_name", "username")}
    conversation = Conversation(
        pk=hit.pk, status_note=facts["status_note"], promised=facts["promised"], coming=facts["coming"], waiting_for=hit.waiting_for,
        waiting_since=parse_datetime(facts["waiting_since"]), team=Team(name=facts["team"]) if facts["team"] else None,
        assignee=Employee(**named) if named["username"] else None, is_open=not hit.is_closed,
    )
    closed_at = facts["closed_at"] and parse_datetime(facts["closed_at"])
    closure = Closure(at=closed_at, solved=facts["solved"]) if closed_at else None
    Conversation._meta.get_field("closure").set_cached_value(conversation, closure)  # so that nothing asks the database
    return status.sentence(conversation)
