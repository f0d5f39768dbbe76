"""Plans of talks: of one person, a new one, one to look at, change or stop."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.people import ownership
from gehoor.planning import another_rhythm, beginning
from gehoor.planning.models import Moment, Plan
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail
from ..access import reads, shows
from ..people import page as person_page
from . import access
from .forms import AnotherRhythmForm, NewPlanForm, PlanForm, StopForm

MOST = 30  # plans of one person, and moments of one plan, that a page shows


@shows
def of_person(request, pk):
    """The panel of a person's page: their plans that this employee may see, each with its open talks."""
    person = ownership.current(person_page.find(request.user, pk))
    read_log.note(request.user, "person", person_id=person.pk)
    plans = Plan.objects.visible_to(request.user).filter(person=person).select_related("kind").order_by("-pk")[:MOST]
    moments = Moment.objects.open().filter(plan__in=[plan.pk for plan in plans]).select_related("plan", "employee")
    told: dict[int, list] = {}
    for moment in moments:
        told.setdefault(moment.plan_id, []).append(moment)
    context = {"person": person, "plans": [(plan, told.get(plan.pk, [])[:3]) for plan in plans]}
    alone = request.headers.get("HX-Request") != "true"
    context |= {"rail": rail.links(request.user, "people")} if alone else {}
    return render(request, "desk/planning/of_person.html" if alone else "desk/planning/_of_person.html", context)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Plan talks with this person."""
    person = ownership.current(person_page.find(request.user, pk))
    read_log.note(request.user, "person", person_id=person.pk)
    form = NewPlanForm(request.POST or None, instance=Plan(), person=person, employee=request.user)
    if form.is_valid():
        plan = beginning.begin(form.made(), by=request.user, helpers=form.cleaned_data["helpers"])
        messages.success(request, _("Planned. The first talk stands below."), extra_tags=f"kept:plan:{person.pk}")
        return redirect("desk:plan", pk=plan.pk)
    return render(request, "desk/planning/new.html", {
        "person": person, "form": form, "may_make_kinds": request.user.may(Capability.WRITE_TEXTS), "rail": rail.links(request.user, "planned"),
    }, status=422 if form.errors else 200)


@shows
def show(request, pk):
    """A plan with its talks."""
    return _page(request, access.find_plan(request, pk))


def changes(view):
    """A verb on one plan that runs: `view(request, plan)`, in one transaction."""

    def with_plan(request, pk):
        with transaction.atomic():
            ownership.hold()
            plan = access.find_plan(request, pk)
            if not access.may_decide(request, plan):
                messages.error(request, _("You read this for a short while, with a reason. What happens with it, its own team decides."))
                return redirect("desk:plan", pk=pk)
            if plan.stopped_at:
                messages.warning(request, _("This plan was stopped already."))
                return redirect("desk:plan", pk=pk)
            return view(request, plan)

    return reads(require_POST(with_plan))


@changes
def change(request, plan):
    """Who does it, how the person wants it, until when."""
    form = PlanForm(request.POST, instance=plan, person=plan.person, employee=request.user)
    if not form.is_valid():
        return _page(request, access.find_plan(request, plan.pk), form=form, status=422)
    beginning.change(form.instance, by=request.user, helpers=form.cleaned_data["helpers"])
    messages.success(request, _("Saved. The coming talks follow."), extra_tags=f"kept:plan-{plan.pk}")
    return redirect("desk:plan", pk=plan.pk)


@changes
def change_rhythm(request, plan):
    """Another rhythm from some day on."""
    form = AnotherRhythmForm(request.POST, plan=plan)
    if not form.is_valid():
        return _page(request, plan, rhythm=form, status=422)
    moved = another_rhythm.change(plan, by=request.user, reason=form.cleaned_data["rhythm_reason"], **form.rhythm)
    said = ngettext("Changed; %(number)d talk moved.", "Changed; %(number)d talks moved.", len(moved)) % {"number": len(moved)}
    messages.success(request, said, extra_tags=f"kept:plan-rhythm-{plan.pk}")
    return redirect("desk:plan", pk=plan.pk)


@changes
def stop(request, plan):
    """No more talks."""
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, stop=form, status=422)
    beginning.stop(plan, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Stopped. What nobody prepared is taken away; what was recorded stays."))
    return redirect("desk:plan", pk=plan.pk)


def _page(request, plan, *, form=None, stop=None, rhythm=None, status=200):
    moments = plan.moments.select_related("employee", "plan__kind").order_by("-number")[:MOST]
    fresh = partial(PlanForm, instance=plan, person=plan.person, employee=request.user)
    return render(request, "desk/planning/plan.html", {
        "plan": plan, "person": plan.person, "moments": moments, "form": form or fresh(), "stop": stop or StopForm(),
        "rhythm": rhythm or AnotherRhythmForm(plan=plan),
        "rail": rail.links(request.user, "planned"),
    }, status=status)
