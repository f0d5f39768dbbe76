"""The second pair of eyes: asked, looks at what is different, publishes it or hands it back."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.knowledge import comparing, writing
from gehoor.knowledge.models import Article, Version

from . import telling
from .articles import writes
from .forms import HandBackForm, OfferForm


def on_open(view):
    """Give the view the version that is being written; where there is none any more, say so."""
    @wraps(view)
    def on_open_version(request, pk):
        article = get_object_or_404(Article, pk=pk)
        version = article.versions.filter(state__in=writing.OPEN).select_related("article__owner", "author").first()
        try:
            if version is None:
                raise writing.NotOpen(article)
            return view(request, version)
        except writing.NotOpen:
            messages.warning(request, _("This text was published or taken away in the meantime. Nothing was changed."))
            return redirect("administration:article", pk=pk)
    return on_open_version


@writes
@require_POST
@on_open
def offer(request, version):
    """Ask a colleague."""
    form = OfferForm(request.POST, author=version.author or request.user)
    if not form.is_valid():
        messages.error(request, _("Choose a colleague who may publish. Your draft is kept."))
        return redirect("administration:article", pk=version.article_id)
    asked = writing.offer(version, by=request.user, **form.cleaned_data)
    telling.asked(asked)
    colleague = form.cleaned_data["colleague"]
    messages.success(request, _("%(name)s is asked to look at it.") % {"name": colleague} if colleague
                     else _("It waits for a second pair of eyes."), extra_tags=f"kept:offer:{version.pk}")
    return redirect("administration:article", pk=version.article_id)


@writes
@require_GET
@on_open
def review(request, version):
    """What is different from what is told now."""
    return _page(request, version, HandBackForm())


@writes
@require_POST
@on_open
def publish(request, version):
    """Tell it on every channel from its first day on."""
    if request.POST.get("seen") != writing.mark_of(version.article):
        messages.warning(request, _("The text was changed while you looked at it. This is how it stands now."))
        return redirect("administration:review_article", pk=version.article_id)
    if version.valid_until and version.valid_until < timezone.localdate():
        messages.error(request, _("The last day of this text has passed, so nobody would be told it. Write another last day first."))
        return redirect("administration:write_article", pk=version.article_id)
    try:
        writing.publish(version, by=request.user)
    except writing.SecondPairOfEyes:
        messages.error(request, _("You wrote this text last, so somebody else publishes it. Ask a colleague to look at it."))
        return redirect("administration:article", pk=version.article_id)
    day = formats.date_format(version.valid_from, "j F Y")
    later = version.valid_from > timezone.localdate()
    messages.success(request, _("Published. From %(day)s on every channel tells this.") % {"day": day} if later
                     else _("Published. Every channel tells this now."))
    return redirect("administration:article", pk=version.article_id)


@writes
@require_POST
@on_open
def hand_back(request, version):
    """It is a draft again, with what should be different."""
    form = HandBackForm(request.POST)
    if not form.is_valid():
        return _page(request, version, form, status=422)
    writing.hand_back(version, by=request.user, remark=form.cleaned_data["remark"])
    telling.handed_back(version)
    messages.success(request, _("It is a draft again, with your remark."), extra_tags=f"kept:review:{version.pk}")
    return redirect("administration:article", pk=version.article_id)


def _page(request, version, form, status=200):
    versions = version.article.versions.filter(state=Version.State.PUBLISHED)
    before = versions.filter(valid_from__lte=timezone.localdate()).order_by("-valid_from", "-number").first()
    return render(request, "administration/knowledge/review.html", {
        "article": version.article, "version": version, "before": before, "differences": comparing.compare(before, version) if before else [],
        "review": version.reviews.select_related("by", "colleague").first(), "form": form, "seen": writing.mark_of(version.article),
        "is_own": version.author_id == request.user.pk,
    }, status=status)
