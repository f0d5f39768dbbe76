"""Views that people keep: a search under a name, for themselves or for a team."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.search import counting
from gehoor.search.models import SavedView
from gehoor.search.models.saved_view import NAME_LENGTH, may_share
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

from .. import rail
from ..access import reads, shows
from .search import address, keep, kept

IN_RAIL = 12
CAN_BE_PUT_BACK = timedelta(days=30)


@shows
def saved_nav(request):
    """The views with how much is in each, for the rail; fetched after the page, which never waits for it."""
    views = list(SavedView.objects.of(request.user).kept()[:IN_RAIL])
    counted = counting.counts(request.user, views)
    shown = [{"view": view, "count": counted.get(view.pk), "key": f"g {number}" if number < 10 else ""}
             for number, view in enumerate(views, start=1)]
    return render(request, "desk/_saved_nav.html", {"saved": shown})


@shows
def saved_views(request):
    """All of them, to rename, share or remove; and those that were removed lately."""
    mine = list(SavedView.objects.of(request.user).select_related("owner", "team"))
    teams = Team.objects.filter(pk__in=request.user.team_ids) if request.user.may(Capability.OVERSEE) else []
    since = timezone.now() - CAN_BE_PUT_BACK
    context = {
        "rail": rail.links(request.user, "saved"), "teams": list(teams), "name_length": NAME_LENGTH,
        "rows": [{"view": view, "mine": view.may_change(request.user)} for view in mine if not view.removed_at],
        "removed": [v for v in mine if v.removed_at and v.removed_at > since and v.may_change(request.user)],
    }
    return render(request, "desk/saved_views.html", context)


@shows
def open_view(request, pk):
    """Search as it was kept."""
    view = get_object_or_404(SavedView.objects.of(request.user).kept(), pk=pk)
    return redirect(address(keep(request, view.what, view)))


@reads
@require_POST
def save_view(request):
    """Keep what is asked now, under a name."""
    asked, key, _view = kept(request, request.POST.get("s"))
    name = " ".join(request.POST.get("name", "").split())[:NAME_LENGTH]
    if not name or not asked.kept():
        messages.error(request, _("A view needs a name. Your search is still here; give it a name to keep it."))
        return redirect(address(key))
    view = SavedView.objects.create(owner=request.user, name=name, asked=asked.kept())
    messages.success(request, _("Kept as “%(name)s”. It stands in the list on the left.") % {"name": name})
    return redirect(address(keep(request, asked, view)))


def _changes(deed):
    """A verb on one view: `deed(request, view)`; only for whoever may change it, for others it does not exist."""

    @reads
    @require_POST
    @wraps(deed)
    def with_view(request, pk):
        view = get_object_or_404(SavedView.objects.of(request.user).select_related("team"), pk=pk)
        if not view.may_change(request.user):
            messages.error(request, _("Only whoever made this view, or a lead of its team, can change it."))
        else:
            deed(request, view)
        return redirect("desk:saved_views")

    return with_view


@_changes
def rename_view(request, view):
    """Give it another name."""
    name = " ".join(request.POST.get("name", "").split())
    if not name:
        return messages.error(request, _("A view needs a name. The old name stays."))
    view.rename(name, by=request.user)
    return messages.success(request, _("The name is changed."))


@_changes
def share_view(request, view):
    """Share with a team, or with nobody any more."""
    team = request.POST.get("team", "")
    team_id = int(team) if team.isascii() and team.isdigit() and len(team) < 10 else None
    if team and not (team_id and may_share(request.user, team_id)):
        return messages.error(request, _("You can share with your own teams only, as a team lead. Nothing is changed."))
    view.share(team_id, by=request.user)
    return messages.success(request, _("Shared with the team.") if team_id else _("Not shared any more."))


@_changes
def remove_view(request, view):
    """Take it away; it can be put back."""
    view.remove(by=request.user)
    messages.success(request, _("“%(name)s” is removed. You can put it back below.") % {"name": view.name})


@_changes
def put_back_view(request, view):
    """Undo a removal."""
    view.put_back(by=request.user)
    messages.success(request, _("“%(name)s” is back.") % {"name": view.name})
