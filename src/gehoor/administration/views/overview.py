"""Where the administration begins."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import sections, state


@requires(Capability.ADMINISTER, Capability.WRITE_TEXTS, Capability.OVERSEE)
@require_GET
def home(request):
    """The first section that this employee may open."""
    return redirect(sections.open_to(request.user)[0].href)


@requires(Capability.ADMINISTER)
@require_GET
def overview(request):
    """How it is running."""
    return render(request, "administration/overview.html", {"facts": state.all_facts(), "at": state.checked_at()})
