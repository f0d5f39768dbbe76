"""People in line and employees who are there."""

import pytest
from django.utils import timezone

from gehoor.lines import availability, joining
from gehoor.lines.models import Heartbeat, Skill, Watch


@pytest.fixture
def comes(told):
    """`comes("Fatima")` gets in line by chat, in a conversation of her own; options are those of `join`."""

    def come(name="Fatima", channel="chat", *, conversation=None, **options):
        conversation = conversation or told(subject=f"Vraag van {name}", address=f"{name.lower()}@voorbeeld.example")
        return joining.join(conversation, channel=channel, **options)

    return come


@pytest.fixture
def is_there(cast):
    """`is_there(cast.owner)`: a screen of theirs is alive and they are available; `skills` as (kind, value)."""

    def be(employee, channel="chat", *, capacity=None, skills=(), state="available"):
        beats(employee)
        availability.set_state(employee, channel, state)
        if capacity:
            availability.set_capacity(employee, channel, capacity)
        Skill.objects.bulk_create(Skill(employee=employee, kind=kind, value=value) for kind, value in skills)

    return be


def beats(*employees, ago=None):
    """Their screens were alive just now, or so long ago, while heartbeats are written for an hour."""
    now = timezone.now()
    hour_ago = now - timezone.timedelta(hours=1)
    Watch.objects.update_or_create(pk=1, defaults={"since": hour_ago, "at": now})
    for employee in employees:
        Heartbeat.objects.update_or_create(employee=employee, defaults={"at": now - ago if ago else now})
