"""How soon we want to answer on each channel, now and from a day to come."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.postroom import channel as registry
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.targets import calendar, changing
from gehoor.targets.models import Target
from gehoor.targets.norms import Measure, Norm

from ..forms.target import TargetForm


@dataclass(frozen=True, slots=True)
class Row:
    """What holds for one measure of a channel now, and what will."""

    measure: Measure
    norm: Norm
    coming: Target | None


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_GET
def targets(request):
    """All channels with what holds now."""
    known = calendar.current()
    rows = [(config, _rows(known, config.kind)) for config in registry.all_channels()]
    return render(request, "administration/targets.html", {"channels": rows, "measured": _measured()})


def _measured() -> list[tuple[Measure, str]]:
    """By what each is measured, in words."""
    return [
        (Measure.PICK_UP, _("Measured where people wait for somebody at this moment: the lines of live contact.")),
        (Measure.CONFIRM, _("Measured on each contact: until the person hears from us for the first time. It counts down until then.")),
        (Measure.ANSWER, _("Measured on each contact: until it is answered. It counts down in the work list.")),
    ]


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def target(request, kind):
    """One channel: what held, holds and will hold; POST makes a new target."""
    config = _channel(kind)
    known = calendar.current()
    rows = _rows(known, kind)
    answer = known.norm(kind, timezone.localdate())
    form = TargetForm(request.POST or None, timed=[row.measure for row in rows], initial={
        "measure": Measure.ANSWER, "unit": answer.unit, "amount": answer.amount,
        "since": timezone.localdate() + timedelta(days=1),
    })
    if form.is_valid():
        data = form.cleaned_data
        changing.set_target(kind, form.norm, since=data["since"], by=request.user, measure=Measure(data["measure"]))
        messages.success(request, _("Saved. It counts for what comes in from that day on."))
        return redirect("administration:target", kind=kind)
    versions = [(Measure(one.measure), one) for one in Target.objects.filter(channel=kind).select_related("by")]
    return render(request, "administration/target.html", {
        "channel": config, "rows": rows, "form": form, "versions": versions, "today": timezone.localdate(),
        "first": [(row.measure, calendar.built_in(kind, row.measure)) for row in rows],
    }, status=422 if form.errors else 200)


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_POST
def withdraw(request, pk):
    """What would hold from a day to come, does not."""
    found = get_object_or_404(Target, pk=pk)
    try:
        changing.withdraw_target(found, by=request.user)
    except changing.TooEarly:
        messages.error(request, _("This target holds already. Make a new one from tomorrow on."))
    else:
        messages.success(request, _("Withdrawn: what holds now goes on."))
    return redirect("administration:target", kind=found.channel)


def _channel(kind):
    try:
        return registry.get(kind)
    except LookupError:
        raise Http404 from None


def _rows(known, kind) -> list[Row]:
    today = timezone.localdate()
    found = []
    for measure in Measure:
        if norm := known.norm(kind, today, measure):
            versions = known.targets.get((kind, measure), [])
            coming = next((one for one in reversed(versions) if one.valid_from > today), None)
            found.append(Row(measure, norm, coming))
    return found
