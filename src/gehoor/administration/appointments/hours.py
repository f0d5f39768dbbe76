"""Opening hours of places, hours of colleagues, days on which nobody is received."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.appointments.models import Closing, Opening, Place, StaffHours
from gehoor.core import events

from .forms import ClosingForm, OpeningForm, StaffHoursForm
from .places import sets_up, show_place


@sets_up
@require_POST
def open_place(request, pk):
    """Add hours to a place."""
    place = get_object_or_404(Place, pk=pk)
    form = OpeningForm(request.POST, instance=Opening(place=place))
    if not form.is_valid():
        return show_place(request, place, form, 422)
    _save(request, form.made, "opening.added")
    return redirect("administration:place", pk=place.pk)


@sets_up
@require_POST
def close_opening(request, pk):
    """Take hours of a place away. What is booked in them stands."""
    found = get_object_or_404(Opening, pk=pk)
    _remove(request, found, "opening.removed")
    return redirect("administration:place", pk=found.place_id)


@sets_up
@require_http_methods(["GET", "POST"])
def colleagues(request):
    """Who receives people, where and when."""
    form = StaffHoursForm(request.POST or None)
    if form.is_valid():
        _save(request, form.made, "staff_hours.added")
        return redirect("administration:staff_hours")
    rows = StaffHours.objects.select_related("employee", "place").order_by("employee__first_name", "weekday", "begins")
    return render(request, "administration/appointments/rows.html", {
        "form": form, "rows": [(row, f"{row.place or row.get_way_display()}") for row in rows],
        "heading": _("Hours of colleagues"), "removal": "administration:remove_staff_hours",
        "lead": _("A subject with a named colleague, a visit at home and a video call only have room in these hours."),
    }, status=422 if form.errors else 200)


@sets_up
@require_POST
def remove_hours(request, pk):
    """Take hours of a colleague away. What is booked in them stands."""
    _remove(request, get_object_or_404(StaffHours, pk=pk), "staff_hours.removed")
    return redirect("administration:staff_hours")


@sets_up
@require_http_methods(["GET", "POST"])
def closings(request):
    """Days on which a place, or all of them, receive nobody."""
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        _save(request, lambda: [form.save()], "closing.added")
        return redirect("administration:closings")
    rows = Closing.objects.filter(last_day__gte=timezone.localdate()).select_related("place")
    return render(request, "administration/appointments/rows.html", {
        "form": form, "rows": [(row, str(row.place or _("everywhere"))) for row in rows], "heading": _("Days closed"),
        "removal": "administration:remove_closing",
        "lead": _("Holidays and days on which the whole organisation is closed count already. What is booked stands: move it yourself."),
    }, status=422 if form.errors else 200)


@sets_up
@require_POST
def remove_closing(request, pk):
    """Open after all."""
    _remove(request, get_object_or_404(Closing, pk=pk), "closing.removed")
    return redirect("administration:closings")


@transaction.atomic
def _save(request, make, deed):
    for saved in make():
        events.record(deed, actor=request.user, row=saved.pk)
    messages.success(request, _("Saved."))


@transaction.atomic
def _remove(request, found, deed):
    events.record(deed, actor=request.user, row=found.pk)
    found.delete()
    messages.success(request, _("Taken away."))
