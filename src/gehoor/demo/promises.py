"""Promises of the demo week: made, kept, about to come and forgotten; and departments that can be asked."""

from datetime import timedelta

from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.people.addresses import normalised_phone
from gehoor.promises import departments, moments, promising
from gehoor.promises.models import Department, Promise
from gehoor.queues import rules
from gehoor.staff.models import Employee


def tell(story):
    """What `story.toml` has under `department` and `promise`."""
    lead = Employee.objects.get(username=story["department"][0]["by"])
    for row in story["department"]:
        departments.save(Department(name=row["name"], address=row["address"]), by=lead)
    for row in story["promise"]:
        _tell(row)


def _tell(row):
    conversation = Conversation.objects.get(subject=row["subject"])
    by = Employee.objects.get(username=row["by"])
    hours, now = rules.current().hours, timezone.now()
    due_at = hours.add(now, row["in"]) if row["in"] > 0 else hours.before(now, -row["in"])
    if row["in"] > 8:  # a moment that people would name
        due_at = moments.next_working_day(hours, timezone.localtime(now).date())
    number = normalised_phone(row["number"]) if "number" in row else ""
    promise = promising.make(
        conversation, by=by, owner=by, kind=row["kind"], what=row.get("what", ""), number=number, due_at=due_at,
    )
    Promise.objects.filter(pk=promise.pk).update(made_at=due_at - timedelta(days=2))
    if row.get("kept"):
        promising.keep(promise.pk, by=by)
        Promise.objects.filter(pk=promise.pk).update(ended_at=due_at - timedelta(minutes=20))
