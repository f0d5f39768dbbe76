"""Whether the assistant answers, and how long talks are kept."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.assistant import house
from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import state
from ..forms import SettingsForm


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    """POST decides."""
    form = SettingsForm(request.POST or None, instance=house.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("assistant.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("talk_settings:settings")
    [(_what, says, _well)] = state.of()
    return render(request, "assistant/settings.html", {"form": form, "says": says}, status=422 if form.errors else 200)
