"""Making an appointment on the website, where there is anything to make one for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn

from .choosing import offered


def of(channel, now) -> list[WayIn]:
    """None where people book nothing themselves."""
    if not offered().exists():
        return []
    return [WayIn(
        key=channel.kind, title=_("Make an appointment"), icon=channel.icon, url=reverse("booking:subjects"),
        good_for=_("To be helped at a moment you choose, without waiting. You see at once which moments are free."),
        traits=frozenset({Trait.PLANNED, Trait.VOICE, Trait.IN_PERSON}), order=50,
    )]
