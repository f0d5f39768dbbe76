"""What is closed in Merelveld, who opened it with a reason, and the searches that colleagues kept."""

from datetime import timedelta

from django.utils import timezone

from gehoor.conversations import confidentiality, glass
from gehoor.conversations.models import Conversation, GlassBreak, Grant
from gehoor.core.models import Event
from gehoor.search.asked import Asked
from gehoor.search.models import SavedView
from gehoor.staff.models import Employee
from gehoor.trust import house


def tell(story, teams):
    """Do what `story.toml` says, the way an employee would."""
    for row in story.get("confidential", ()):
        _make_confidential(row)
    for row in story.get("glass", ()):
        _open_with_a_reason(row)
    for row in story.get("view", ()):
        asked = {name: row[name] for name in ("text", "state", "period", "channel", "files") if name in row}
        if "of_team" in row:
            asked["team"] = teams[row["of_team"]].pk
        SavedView.objects.create(
            owner=_employee(row["by"]), name=row["name"], asked=Asked.read(asked).kept(), team=teams.get(row.get("shared_with"))
        )


def _make_confidential(row):
    """Right after it was told."""
    conversation = _about(row)
    confidentiality.make(conversation, reason=row["reason"], by=_employee(row["by"]))
    told = Event.objects.filter(kind="conversation.made_confidential", conversation_id=conversation.pk)
    told.update(at=conversation.last_contact_at + timedelta(minutes=4))


def _open_with_a_reason(row):
    """Some time ago: it is shut again, and a team lead still has to look at it."""
    broken = glass.break_one(_about(row), reason=row["reason"], by=_employee(row["by"]))
    at = timezone.now() - timedelta(minutes=row["minutes_ago"])
    until = at + timedelta(minutes=house.current().glass_minutes)
    GlassBreak.objects.filter(pk=broken.pk).update(at=at, until=until)
    Grant.objects.filter(conversation=broken.conversation_id, employee=broken.employee_id, until__isnull=False).update(until=until)
    Event.objects.filter(kind="conversation.glass_broken", conversation_id=broken.conversation_id).update(at=at)


def _about(row) -> Conversation:
    return Conversation.objects.get(subject=row["subject"])


def _employee(username) -> Employee:
    return Employee.objects.get(username=username)
