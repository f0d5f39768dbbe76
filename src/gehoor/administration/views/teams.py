"""Teams, each with a queue of its own."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

from ..forms.team import TeamForm


@requires(Capability.ADMINISTER)
@require_GET
def teams(request):
    """All teams and how many are in them."""
    counted = Team.objects.annotate(size=Count("members", filter=Q(members__is_active=True)))
    return render(request, "administration/teams.html", {"teams": counted})


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def add(request):
    """Make a team."""
    return _edit(request, None, "team.added")


@requires(Capability.ADMINISTER)
@require_http_methods(["GET", "POST"])
def team(request, pk):
    """Change a team."""
    return _edit(request, get_object_or_404(Team, pk=pk), "team.changed")


def _edit(request, team, deed):
    form = TeamForm(request.POST or None, instance=team)
    if form.is_valid():
        with transaction.atomic():
            saved = form.save()
            events.record(deed, actor=request.user, team=saved.pk)
        messages.success(request, _("Team %(name)s is saved.") % {"name": saved})
        return redirect("administration:teams")
    return render(request, "administration/team.html", {"form": form, "team": team}, status=422 if form.errors else 200)
