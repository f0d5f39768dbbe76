"""Recognising that somebody has to come back about the same question again, and giving it an owner (requirement A8).

The same question is the conversation with all that was joined into it, and those it seems to continue.
"""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from gehoor.conversations import hurdles, visibility
from gehoor.conversations.models import Contact, Conversation, Direction
from gehoor.core import events, prepared

from . import rules
from .models import Repeat


def recognise(conversation, contact) -> Repeat | None:
    """Called when `contact` came in on the held `conversation`: from the third within 30 days on, it has an owner.

    Once per series; a conversation that somebody has is never taken away. The figures are those of `WorkRules`.
    """
    if not contact.expects_answer:
        return None
    current = rules.current()
    since = timezone.now() - timedelta(days=current.repeat_days)
    same = _same_question(conversation)
    number = Contact.objects.filter(
        same, direction=Direction.IN, automatic="", person__isnull=False, at__gte=since
    ).count()
    if number < current.repeat_contacts:
        return None
    hurdles.record(conversation, "repeat", contact=contact, at=contact.at)
    if Repeat.objects.filter(same, at__gte=since).exists():
        return None
    owner, why = _owner(conversation, same)
    if owner and owner.pk != conversation.assignee_id:
        conversation.assignee = owner
        conversation.save(update_fields=["assignee"])
    repeat = Repeat.objects.create(
        conversation=conversation, number=number, days=current.repeat_days, owner=owner, why=why
    )
    events.record(
        "conversation.repeated", conversation_id=conversation.pk, person_id=contact.person_id,
        number=number, days=current.repeat_days, owner=str(owner) if owner else "", why=why,
    )
    return repeat


def _same_question(conversation) -> Q:
    """The condition on what belongs to a conversation: of this one, and of those it may be the same as."""
    # Their ids first: with an OR over another table PostgreSQL looks at every contact there is.
    continued = prepared.rows(("continued",), _continued, conversation=conversation.pk)
    own = [conversation.pk, conversation.split_from_id] if conversation.split_from_id else [conversation.pk]
    return Q(conversation__in=[*own, *continued])


def _continued(conversation):
    return Conversation.objects.filter(split_from=conversation).order_by().values_list("pk", flat=True)


def _owner(conversation, same):
    """(employee, why): who has it, else who helped last and may still have it, else who in the team has most room."""
    able = visibility.who_can_have(conversation)
    if conversation.assignee_id and (has_it := able.filter(pk=conversation.assignee_id).first()):
        return has_it, Repeat.Why.HAD_IT
    helped = Contact.objects.filter(same, employee__in=able).order_by("-at", "-pk").select_related("employee").first()
    if helped:
        return helped.employee, Repeat.Why.HELPED_LAST
    still_open = Q(conversations__isnull=False, conversations__closure__isnull=True)
    team = able.filter(teams=conversation.team_id).annotate(load=Count("conversations", filter=still_open, distinct=True))
    found = team.order_by("load", "pk").first()
    return (found, Repeat.Why.HAS_ROOM) if found else (None, Repeat.Why.NOBODY)
