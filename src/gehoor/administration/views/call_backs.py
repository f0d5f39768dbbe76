"""How we call back: how many at once, how far ahead, how often."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.callbacks import rules
from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.call_backs import CallBackRulesForm


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def call_backs(request):
    """All of them on one page; what was agreed before stands."""
    form = CallBackRulesForm(request.POST or None, instance=rules.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("call_back_rules.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved. What was agreed with people before stands."))
        return redirect("administration:call_backs")
    return render(request, "administration/call_backs.html", {"form": form}, status=422 if form.errors else 200)
