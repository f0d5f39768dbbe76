"""The contact page and its panel on other sites: the tag to copy, and where it may stand."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.core import events
from gehoor.core import organisation as organisations
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.contact import WidgetForm


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """POST changes the sites."""
    form = WidgetForm(request.POST or None, instance=organisations.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("organisation.changed", actor=request.user, fields=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("administration:contact")
    return render(request, "administration/contact.html", {
        "form": form, "page": settings.PUBLIC_URL + reverse("contact:contact"), "script": settings.PUBLIC_URL + reverse("contact:widget"),
        "host": settings.PUBLIC_URL,
    }, status=422 if form.errors else 200)
