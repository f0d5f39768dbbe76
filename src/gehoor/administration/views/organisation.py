"""What the organisation says of itself."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.core import events
from gehoor.core import organisation as organisations
from gehoor.staff import two_factor
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.organisation import OrganisationForm


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def organisation(request):
    """Name, ways to reach it, house style, two-step log-in."""
    form = OrganisationForm(request.POST or None, instance=organisations.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("organisation.changed", actor=request.user, fields=form.changed_data)
        if form.cleaned_data["require_two_factor"] and not two_factor.is_set_up(request.user):
            messages.info(request, _("Saved. You are the first to set up two-step log-in."))
        else:
            messages.success(request, _("Saved."))
        return redirect("administration:organisation")
    return render(request, "administration/organisation.html", {"form": form}, status=422 if form.errors else 200)
