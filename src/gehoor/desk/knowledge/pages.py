"""Articles for colleagues: searching, one article with its versions, and a version as it was told."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.conversations.models import Citation
from gehoor.conversations.reference import as_typed
from gehoor.knowledge import asked, comparing, remarks, rendering
from gehoor.knowledge.models import Article, Version
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import rail
from . import outdated, suggesting, words
from .forms import RemarkForm
from .panel import DOOR

knows = requires(Capability.HANDLE, Capability.WRITE_KNOWLEDGE)  # whoever writes it sees what colleagues see
LATELY = timedelta(days=30)
VERSIONS = 50  # of one article that are listed


@knows
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """Search all that colleagues may tell. What is asked is posted, so that it stands in no address and no log."""
    text = request.POST.get("knowledge", "")
    found = suggesting.searched(text, limit=30) if text else _fresh()
    if text and not found and request.headers.get("HX-Request") != "true":  # not each letter that is typed
        asked.nothing_found(text, DOOR)
    return _page(request, "search", {"found": found, "asked": text, "reference": _answered(request)})


@knows
@require_GET
def article(request, slug):
    """What we tell now, how often it was told, all texts there were, and a box to say what is wrong."""
    return show_article(request, slug, RemarkForm())


def show_article(request, slug, form, status=200):
    found = get_object_or_404(Article.objects.select_related("owner"), slug=slug)
    versions = list(_published().filter(article=found).select_related("publisher").order_by("-number")[:VERSIONS])
    if not versions:
        raise Http404(_("This article is not here, or was never published."))
    now = outdated.in_force_of([found.pk]).get(found.pk)
    shown = now or versions[0]
    shown.article = found
    told = Citation.objects.filter(version__article=found).aggregate(all=Count("pk"), lately=Count("pk", filter=Q(at__gt=timezone.now() - LATELY)))
    return _page(request, "article", {
        "article": found, "version": shown, "now": now, "versions": versions, "told": told, "form": form,
        "one": suggesting.Suggested(shown), "reference": _answered(request),
        "answer": rendering.rendered(shown.answer), "facts": words.facts_of(shown), "address": words.address(shown) if now else "",
        "writes": request.user.may(Capability.WRITE_KNOWLEDGE),
    }, status)


@knows
@require_POST
def remark(request, slug):
    """Tell the owner of the article what is wrong with it."""
    form = RemarkForm(request.POST)
    version = _published().filter(article__slug=slug).order_by("-number").first()
    if version is None:
        raise Http404
    if not form.is_valid():
        return show_article(request, slug, form, 422)
    now = outdated.in_force_of([version.article_id]).get(version.article_id, version)
    remarks.remark(now, door=DOOR, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your remark is with the owner of this article."), extra_tags=f"kept:article-{version.article_id}:remark")
    return redirect("desk:knowledge_article", slug=slug)


@knows
@require_GET
def version(request, pk):
    """One text as it was told, whatever became of it since."""
    found = get_object_or_404(_published().select_related("article__owner", "publisher"), pk=pk)
    now = outdated.in_force_of([found.article_id]).get(found.article_id)
    return _page(request, "version", {
        "version": found, "article": found.article, "now": now, "one": suggesting.Suggested(found), "is_now": now == found, "answer": rendering.rendered(found.answer),
        "facts": words.facts_of(found), "differences": comparing.compare_told(found, now) if now and now != found else [],
        "is_to_come": found.valid_from > timezone.localdate(),
    })


def _page(request, name, facts, status=200):
    """In the frame of the desk; for who handles no conversations in that of the administration."""
    handles = request.user.may(Capability.HANDLE)
    frame = {"frame": "desk/frame.html", "rail": rail.links(request.user, "knowledge")} if handles else {"frame": "administration/frame.html"}
    return render(request, f"desk/knowledge/{name}.html", {**facts, **frame}, status=status)


def _answered(request) -> str:
    """The conversation that one came from to look for an answer (?for=K7P2-9XQM); "" where there is none."""
    return as_typed(request.GET.get("for", ""))


def _published():
    return Version.objects.filter(state=Version.State.PUBLISHED)


def _fresh():
    """What changed last, where nothing is asked."""
    fresh = Version.objects.in_force().select_related("article").order_by("-valid_from", "-pk")[:15]
    return [suggesting.Suggested(one) for one in fresh]
