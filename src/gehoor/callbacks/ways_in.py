"""Being called, as a way in: without waiting on the line."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn

from . import lining


def of(channel, now) -> list[WayIn]:
    """One: at their turn where that can be, with its wait, else at a moment they choose."""
    line = now.line(lining.CHANNEL, team=now.lines.default_team)
    is_told = line.high is not None and lining.closing(now.at, line)
    return [WayIn(
        key=channel.kind, title=_("We call you"), icon=channel.icon, url=reverse("call_back:when"),
        good_for=_("For who would rather not wait on the line. We call when it is your turn, or at a moment you choose."),
        traits=frozenset({Trait.VOICE, Trait.PLANNED}), order=25,
        wait=(line.low, line.high) if is_told else None,
    )]
