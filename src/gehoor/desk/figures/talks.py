"""For team leads: how many planned talks were held and missed, by quarter and kind."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gehoor.planning import figures
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import rail

TITLES = (_("Quarter"), _("Kind"), _("Planned"), _("Held"), _("Did not take place"), _("Time over, not recorded"), _("Still to come"))


@requires(Capability.OVERSEE)
@require_GET
def show(request):
    """A table of the talks of this lead's teams; no employees."""
    return render(request, "desk/figures/talks.html", {
        "rows": figures.of_teams(request.user), "titles": TITLES, "rail": rail.links(request.user, "in_time"),
    })
