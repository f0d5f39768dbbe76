"""Whether somebody gets a mail when something of theirs is nearly due. It goes for the account, not for the device."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .guard import requires
from .permissions import Capability


@requires(*Capability)
@require_POST
def choose(request):
    """Switch it on or off for whoever asks."""
    employee = request.user
    employee.wants_warnings = request.POST.get("warnings") == "on"
    employee.save(update_fields=["wants_warnings"])
    messages.success(request, _("You get a mail before something of yours is due.") if employee.wants_warnings
                     else _("You get no mail about what is due. You see it on your screen."))
    return redirect("core:preferences")
