"""What the organisation decides on access: links for residents, breaking the glass, outsourced teams."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import house

from ..forms.trust import TrustForm


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def trust(request):
    """The decisions on one page."""
    form = TrustForm(request.POST or None, instance=house.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("trust.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("administration:trust")
    return render(request, "administration/trust.html", {"form": form}, status=422 if form.errors else 200)
