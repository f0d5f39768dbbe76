"""The rules for complaints: which law, how many weeks, where somebody can go after us."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.complaints import rules
from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.complaints import ComplaintRulesForm


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def complaints(request):
    """All of them on one page; they count for complaints that come in from now on."""
    form = ComplaintRulesForm(request.POST or None, instance=rules.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("complaint_rules.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved. Complaints that came in before keep the rules of their day."))
        return redirect("administration:complaints")
    return render(request, "administration/complaints.html", {"form": form}, status=422 if form.errors else 200)
