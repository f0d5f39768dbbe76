"""What this organisation decided about the assistant, and whether it is there at all."""

from django.db.models import Exists

from gehoor.core import prepared
from gehoor.knowledge.models import Audience, Version

from .models import AssistantSettings


def current() -> AssistantSettings:
    """The decisions, or what holds where nobody decided anything."""
    return prepared.one(("assistant",), AssistantSettings.objects.filter, pk=1) or AssistantSettings()


def answers() -> bool:
    """Whether it answers now: it is on, and there is something that everybody may be told."""
    is_off = Exists(AssistantSettings.objects.filter(is_on=False))
    return Version.objects.in_force().told_to(Audience.PUBLIC).exclude(is_off).exists()
