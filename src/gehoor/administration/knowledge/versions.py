"""What was told before: looked at, compared, told again; an article withdrawn and brought back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.knowledge import comparing, writing
from gehoor.knowledge.models import Article, Version

from .articles import writes
from .forms import LookedAtForm
from .reviewing import on_open


@writes
@require_GET
def version(request, pk, number):
    """One version, as it was told."""
    found = get_object_or_404(Version.objects.select_related("article", "author", "publisher"), article=pk, number=number)
    return render(request, "administration/knowledge/version.html", {"article": found.article, "version": found})


@writes
@require_GET
def compare(request, pk):
    """Any two versions beside each other; without a choice the newest two."""
    article = get_object_or_404(Article, pk=pk)
    versions = list(article.versions.select_related("author"))
    chosen = sorted(filter(None, (_chosen(versions, request.GET.get(name, "")) for name in ("a", "b"))), key=lambda one: one.number)
    old, new = chosen if len(chosen) == 2 else ([*versions[1::-1], *versions[:1]])[:2]
    return render(request, "administration/knowledge/compare.html", {
        "article": article, "versions": versions, "old": old, "new": new, "differences": comparing.compare(old, new),
    })


@writes
@require_POST
def roll_back(request, pk, number):
    """Tell this one again, from now on."""
    found = get_object_or_404(Version.objects.select_related("article"), article=pk, number=number, state=Version.State.PUBLISHED)
    writing.roll_back(found, by=request.user)
    messages.success(request, _("Version %(number)d is told again, from now on. What was told before stands among the versions.") % {"number": number})
    return redirect("administration:article", pk=pk)


@writes
@require_POST
def looked_at(request, pk):
    """What is told now is right: look at it again on another day."""
    article = get_object_or_404(Article, pk=pk)
    told, form = Version.objects.in_force().filter(article=article).first(), LookedAtForm(request.POST)
    if told is None or not form.is_valid():
        messages.error(request, _("Choose a day after today to look at it again. Nothing was changed.") if told
                       else _("Nobody is told this article now, so there is nothing to look at. Nothing was changed."))
        return redirect("administration:article", pk=pk)
    day = form.cleaned_data["again_on"]
    writing.looked_at(told, by=request.user, again_on=day)
    messages.success(request, _("It is right. You are asked to look at it again from %(day)s on.") % {"day": formats.date_format(day, "j F Y")})
    return redirect("administration:article", pk=pk)


@writes
@require_POST
@on_open
def drop(request, version):
    """Take the draft away. It stays among the versions, to write on with."""
    writing.drop(version, by=request.user)
    messages.success(request, _("The draft is taken away. It still stands among the versions: “write on with this text” brings it back."))
    return redirect("administration:article", pk=version.article_id)


@writes
@require_POST
def withdraw(request, pk):
    """Tell nobody any more; or tell it again."""
    article = get_object_or_404(Article, pk=pk)
    if request.POST.get("back"):
        writing.bring_back(article, by=request.user)
        messages.success(request, _("It is told again wherever it holds."))
    else:
        writing.withdraw(article, by=request.user)
        messages.success(request, _("Nobody is told this any more. “Bring back” undoes it."))
    return redirect("administration:article", pk=pk)


def _chosen(versions, number):
    return next((one for one in versions if str(one.number) == number), None)
