"""Mailboxes: list, add, change, try, pause."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..models import Mailbox
from . import state, trial
from .forms import MailboxForm


@requires(Capability.ADMINISTER)
@require_GET
def mailboxes(request):
    """All of them, and how they are."""
    rows = [(mailbox, *state.of(mailbox)) for mailbox in Mailbox.objects.select_related("team")]
    return render(request, "email/mailboxes/list.html", {"rows": rows})


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def add(request):
    """Set one up."""
    return _edit(request, None, "mailbox.added")


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def mailbox(request, pk):
    """Change one; with "try" the servers are tried and nothing is kept yet."""
    return _edit(request, get_object_or_404(Mailbox, pk=pk), "mailbox.changed")


@requires(Capability.ADMINISTER)
@require_POST
def pause(request, pk):
    """Leave it alone for now: mail stays where it is until `resume`."""
    return _switch(request, pk, False, _("Paused. Mail stays on its server until you go on."))


@requires(Capability.ADMINISTER)
@require_POST
def resume(request, pk):
    """Undo of `pause`; all mail since then is fetched."""
    return _switch(request, pk, True, _("In use again. What came in meanwhile is fetched now."))


def _edit(request, found, deed):
    form = MailboxForm(request.POST or None, instance=found)
    tried = None
    if form.is_valid():
        if "try" in request.POST:
            tried = trial.results(form.instance)
        else:
            with transaction.atomic():
                saved = form.save()
                events.record(deed, actor=request.user, mailbox=saved.pk)
            messages.success(request, _("%(address)s is saved.") % {"address": saved.address})
            return redirect("email:mailboxes")
    context = {"form": form, "mailbox": found, "tried": tried}
    return render(request, "email/mailboxes/edit.html", context, status=422 if form.errors else 200)


def _switch(request, pk, is_active, told):
    subject = get_object_or_404(Mailbox, pk=pk)
    with transaction.atomic():
        Mailbox.objects.filter(pk=subject.pk).update(is_active=is_active)
        events.record("mailbox.changed", actor=request.user, mailbox=subject.pk, is_active=is_active)
    messages.success(request, told)
    return redirect("email:mailbox", pk=pk)
