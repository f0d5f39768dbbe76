"""The rules of work: how long a handover waits, what counts as coming back."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.core import events
from gehoor.queues import rules
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.work import WorkForm


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request):
    """All of them on one page; they count from now on."""
    form = WorkForm(request.POST or None, instance=rules.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("work_rules.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved. These count from now on."))
        return redirect("administration:work")
    return render(request, "administration/work.html", {"form": form}, status=422 if form.errors else 200)
