"""Places and subjects."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.appointments.models import Closing, Place, StaffHours, Subject
from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .forms import OpeningForm, PlaceForm, SubjectForm

sets_up = requires(Capability.ADMINISTER, Capability.OVERSEE)


@sets_up
@require_GET
def overview(request):
    """Everything at a glance, and what still misses before people can book."""
    places, subjects = Place.objects.prefetch_related("openings"), Subject.objects.prefetch_related("places").select_related("team")
    return render(request, "administration/appointments/overview.html", {
        "places": places, "subjects": subjects, "hours": StaffHours.objects.count(),
        "closings": Closing.objects.filter(last_day__gte=timezone.localdate()).count(),
    })


@sets_up
@require_http_methods(["GET", "POST"])
def add_place(request):
    """Write down where people are received."""
    return _edit(request, PlaceForm, None, "place", _("Add place"))


@sets_up
@require_http_methods(["GET", "POST"])
def place(request, pk):
    """Change a place; its opening hours."""
    found = get_object_or_404(Place, pk=pk)
    more = {"place": found, "openings": found.openings.all(), "opening_form": OpeningForm()}
    return _edit(request, PlaceForm, found, "place", str(found), **more)


@sets_up
@require_http_methods(["GET", "POST"])
def add_subject(request):
    """Write down what people come for."""
    return _edit(request, SubjectForm, None, "subject", _("Add subject"))


@sets_up
@require_http_methods(["GET", "POST"])
def subject(request, pk):
    """Change what people come for."""
    found = get_object_or_404(Subject, pk=pk)
    return _edit(request, SubjectForm, found, "subject", str(found))


def show_place(request, place, opening_form, status):
    """The page of a place with hours that somebody typed and could not be kept."""
    return render(request, "administration/appointments/edit.html", {
        "form": PlaceForm(instance=place), "heading": str(place), "place": place, "openings": place.openings.all(),
        "opening_form": opening_form,
    }, status=status)


def _edit(request, kind, found, name, heading, **more):
    form = kind(request.POST or None, instance=found)
    if form.is_valid():
        with transaction.atomic():
            saved = form.save()
            events.record(f"{name}.changed" if found else f"{name}.added", actor=request.user, **{name: saved.pk})
        messages.success(request, _("%(name)s is saved.") % {"name": saved})
        return redirect("administration:place", pk=saved.pk) if name == "place" else redirect("administration:appointments")
    context = {"form": form, "heading": heading, **more}
    return render(request, "administration/appointments/edit.html", context, status=422 if form.errors else 200)
