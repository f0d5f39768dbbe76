"""Kinds of planned talks: what each is for, and its checklist. Every change is a version; nothing of before is lost."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.planning.models import MomentKind
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..forms.moment_kind import KNOWN, KindForm, PointSet, points_of, problem_with, rearranged, rows_of

edits = requires(Capability.WRITE_TEXTS)


@edits
@require_GET
def kinds(request):
    """All of them."""
    return render(request, "administration/moment_kinds.html", {"kinds": MomentKind.objects.select_related("version", "team")})


@edits
@require_http_methods(["GET", "POST"])
def add(request):
    """Describe a new kind."""
    return _edit(request, MomentKind())


@edits
@require_http_methods(["GET", "POST"])
def kind(request, pk):
    """One kind: the words and the checklist on one page, saved together."""
    return _edit(request, get_object_or_404(MomentKind.objects.select_related("version"), pk=pk))


@edits
@require_POST
def switch(request, pk):
    """Take it out of use, or into use again."""
    found = get_object_or_404(MomentKind, pk=pk)
    found.switch(request.POST.get("use") == "yes", by=request.user)
    messages.success(request, _("It is in use again.") if found.is_used else _("No new plans are made of it. What is planned goes on."))
    return redirect("administration:moment_kind", pk=pk)


def _edit(request, found):
    if request.method != "POST":
        return _page(request, found, KindForm(instance=found), PointSet(initial=rows_of(found.version), prefix="points"))
    form, rows = KindForm(request.POST, instance=found), PointSet(request.POST, prefix="points")
    if deed := request.POST.get("rows"):
        again = PointSet(initial=rearranged(rows, deed), prefix="points")
        return _page(request, found, form, again, is_typed=True)
    points = points_of(rows) if rows.is_valid() else []
    if form.is_valid() and rows.is_valid() and not problem_with(points):
        try:
            with transaction.atomic():
                version = form.instance.describe(by=request.user, points=points, **form.words())
        except IntegrityError:
            form.add_error("name", KNOWN)
            return _page(request, found, form, rows, status=422)
        said = _("Saved as version %(number)d. Talks that are prepared keep the checklist they have.") % {"number": version.number}
        messages.success(request, said, extra_tags=f"kept:moment-kind:{found.pk or 'new'}")
        return redirect("administration:moment_kind", pk=version.kind_id)
    problem = problem_with(points) if rows.is_valid() else _("Look at the points: one of them is too long.")
    return _page(request, found, form, rows, problem=problem, status=422)


def _page(request, found, form, rows, *, is_typed=False, problem="", status=200):
    saved = MomentKind.objects.select_related("version").get(pk=found.pk) if found.pk else None
    return render(request, "administration/moment_kind.html", {
        "kind": saved, "form": form, "rows": rows, "is_typed": is_typed, "problem": problem,
    }, status=status)
