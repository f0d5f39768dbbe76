"""For every employee: how the assistant does, in the open (requirement B8)."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from gehoor.assistant import shown
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import rail


@requires(Capability.HANDLE)
@require_GET
def show(request):
    """Weeks, subjects, and what employees told; of one subject by `?subject=`."""
    return render(request, "desk/figures/assistant.html", {
        **shown.facts(request.GET.get("subject", "")[:100]), "rail": rail.links(request.user, "assistant"),
        "is_lead": request.user.may(Capability.OVERSEE),
    })
