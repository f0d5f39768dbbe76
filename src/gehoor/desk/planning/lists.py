"""Planned talks: mine or of the team, what is due first."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.planning.models import Moment

from .. import rail
from ..access import shows
from ..paging import Shortened

PAGE = 50
LATELY = timedelta(days=30)


@shows
def planned(request):
    """The open ones by when they are due; with ?of=team those of the whole team, with ?of=ended what ended lately."""
    of = request.GET.get("of", "mine")
    of = of if of in ("mine", "team", "ended") else "mine"
    moments = Moment.objects.visible_to(request.user).told_in_full().with_days()
    if of == "ended":
        since = timezone.now() - LATELY
        page = Paginator(moments.of_teams(request.user).filter(ended_at__gt=since).order_by("-ended_at", "-pk"), PAGE)
    else:
        theirs = moments.open().of(request.user) if of == "mine" else moments.open().of_teams(request.user)
        page = Shortened(_due_first(theirs), PAGE)
    page = page.get_page(request.GET.get("page"))
    groups = {0: _("Its time is over"), 1: _("This week"), 2: _("Coming")}
    for moment in page.object_list:
        moment.group = groups.get(getattr(moment, "due_group", None), _("Ended in the past month"))
    return render(request, "desk/planning/planned.html", {
        "page": page, "of": of, "query": f"&of={of}", "rail": rail.links(request.user, "planned"),
    })


def _due_first(moments):
    today = timezone.localdate()
    week_ends = today + timedelta(days=6 - today.weekday())
    group = Case(
        When(ends_on__lt=today, then=Value(0)), When(starts_on__lte=week_ends, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )
    return moments.annotate(due_group=group).order_by("due_group", "starts_on", "pk")
