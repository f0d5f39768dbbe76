"""For team leads: how much was answered in time, by week and channel."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gehoor.conversations import in_time as figures
from gehoor.postroom import channel
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.targets import calendar
from gehoor.targets.norms import Measure

from .. import rail

WEEKS = 12


@requires(Capability.OVERSEE)
@require_GET
def in_time(request):
    """A table of shares, each judged by the target of its day; no employees, and nothing about a few."""
    found, known, today = figures.by_week(WEEKS), calendar.current(), timezone.localdate()
    kinds = {kind for shares in found.values() for kind in shares}
    channels = [(config, known.norm(config.kind, today), known.norm(config.kind, today, Measure.CONFIRM))
                for config in channel.all_channels() if config.kind in kinds]
    weeks = [(week, [shares.get(config.kind) for config, _norm, _confirm in channels]) for week, shares in found.items()]
    return render(request, "desk/in_time.html", {
        "channels": channels, "weeks": weeks, "fewest": figures.FEWEST, "rail": rail.links(request.user, "in_time"),
    })
