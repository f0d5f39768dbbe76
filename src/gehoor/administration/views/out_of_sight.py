"""Confidential conversations that nobody may read any more: an administrator names a reader, and sees no story."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations import out_of_sight
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

SHOWN = 100


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request):
    """Which they are, by reference and team only; posted: who reads one from now on."""
    if request.method == "POST":
        return _name(request)
    found = out_of_sight.conversations().select_related("team").only("reference", "is_open", "last_contact_at", "team")
    return render(request, "administration/out_of_sight.html", {
        "conversations": found[:SHOWN], "colleagues": out_of_sight.readers(),
    })


def _name(request):
    wanted = request.POST.get("employee", "")
    colleague = out_of_sight.readers().filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    reference = request.POST.get("conversation", "")[:9]
    if colleague is None:
        messages.error(request, _("Choose a colleague first. Nothing was done."))
    elif out_of_sight.name(reference, colleague, by=request.user):
        messages.success(request, _("%(name)s reads %(reference)s from now on. Tell them; they find it by its reference.") % {
            "name": colleague, "reference": reference,
        })
    else:
        messages.warning(request, _("Somebody may read this conversation already. Nothing was changed."))
    return redirect("administration:out_of_sight")
