"""Writing an article, with what people will see beside it."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.knowledge import asked, comparing, gaps, plain_language, writing
from gehoor.knowledge.models import Article, Version

from .articles import writes
from .forms import ArticleForm
from .gaps import posted_ids

PICKS = 8  # articles offered as like this one
MOST_RELATED = 12


@writes
@require_http_methods(["GET", "POST"])
def add(request):
    """A new article."""
    return _edit(request, None)


@writes
@require_http_methods(["GET", "POST"])
def write(request, pk):
    """Write on in the draft, or begin a next version."""
    return _edit(request, get_object_or_404(Article, pk=pk))


@writes
@require_POST
def preview(request):
    """What people will see of what stands in the form, and what could be plainer."""
    form = ArticleForm(request.POST)
    form.is_valid()
    version = Version(**{name: form.cleaned_data[name] for name in ArticleForm.Meta.fields if name in form.cleaned_data})
    template = "_preview" if request.headers.get("HX-Request") == "true" else "preview"
    return render(request, f"administration/knowledge/{template}.html", {
        "version": version, "hints": plain_language.hints(version.short_answer, version.answer, "\n".join(version.steps)),
    })


@writes
@require_GET
def pick(request):
    """Articles like this one: those chosen, and those that fit what is searched for."""
    return render(request, "administration/knowledge/_related.html", _related(request.GET, request.GET.get("article")))


def _edit(request, article):
    if request.method != "POST":
        gap = None if article else _gap(request)
        return _page(request, article, _begun(request, article, gap), seen=article and writing.mark_of(article),
                     chosen=article.related.all() if article else (), gap=gap.ids if gap else [])
    form = ArticleForm(request.POST, article=article)
    seen = request.POST.get("seen", "")
    if "find-now" in request.POST:
        return _page(request, article, form, seen=seen)
    if not form.is_valid():
        return _page(request, article, form, seen=seen, status=422)
    try:
        version = _save(request, article, form, seen)
    except writing.WrittenMeanwhile as theirs:
        mine = Version(**form.content())
        return _page(request, article, form, seen=writing.mark_of(article), status=409, theirs=theirs.version,
                     differences=comparing.compare(theirs.version, mine))
    messages.success(request, _("Saved as a draft. Nobody is told it before somebody else publishes it."),
                     extra_tags=f"kept:{_kept_as(article, posted_ids(request))}")
    if version.questions.exists():
        messages.info(request, _("The questions it was written for are off the list “Asked in vain”. Take the draft away and they wait again."))
    page = reverse("administration:article", args=[version.article_id])
    return redirect(f"{page}#offer" if "offer" in request.POST else page)


@transaction.atomic
def _save(request, article, form, seen) -> Version:
    owner, language = form.cleaned_data["owner"], form.cleaned_data["language"]
    if article is None:
        version = writing.begin(by=request.user, owner=owner, language=language, **form.content())
        version.article.related.set(_chosen(request.POST))
        asked.settle(posted_ids(request), by=request.user, version=version)
        return version
    version = writing.change(article, by=request.user, seen=seen, **form.content())
    writing.belongs(article, by=request.user, owner=owner, language=language, related=_chosen(request.POST, article.pk))
    return version


def _gap(request):
    """What was asked in vain, and is written for; None where nothing is, or a colleague dealt with it."""
    pk = request.GET.get("gap", "")
    return gaps.holding(int(pk)) if pk.isdecimal() and len(pk) < 10 else None


def _begun(request, article, gap):
    """The form as it opens: with the draft, what is told, or the version that `from` names."""
    if article is None:
        told = {"question": gap.title, "examples": gap.wordings[:gaps.MOST_EXAMPLES]} if gap else {}
        return ArticleForm(initial={"owner": request.user.pk, "language": "nl", **told})
    versions = article.versions.all()
    number = request.GET.get("from", "")
    if number.isdecimal():
        start = get_object_or_404(versions, number=int(number[:9]))
    else:
        start = (versions.filter(state__in=writing.OPEN).first() or versions.filter(state=Version.State.PUBLISHED).first()
                 or versions.first())
    initial = {} if start.state in writing.OPEN else {"changes": "", "valid_from": Version._meta.get_field("valid_from").get_default()}
    return ArticleForm(instance=start, article=article, initial=initial)


def _kept_as(article, gap) -> str:
    """What the browser keeps unsaved words by; of one gap not those of another."""
    return f"article:{article.pk if article else f'gap-{min(gap)}' if gap else 'new'}"


def _page(request, article, form, *, seen, chosen=None, gap=None, status=200, **more):
    told = request.POST if request.method == "POST" else {}
    related = _related(told, article and article.pk)
    gap = posted_ids(request) if gap is None else gap
    if chosen is not None:
        related["chosen"] = _named(chosen)
    return render(request, "administration/knowledge/write.html", {
        "form": form, "article": article, "seen": seen, "gap": gap, "kept_as": _kept_as(article, gap), **related, **more,
    }, status=status)


def _related(told, article) -> dict:
    """Those that are chosen, and up to eight that fit the words of `find`."""
    chosen, words = _chosen(told, article), (told.get("find") or "").split()[:8]
    found = Version.objects.in_force().exclude(article__in=chosen).exclude(article=article or 0)
    for word in words:
        found = found.filter(Q(question__icontains=word) | Q(examples__icontains=word))
    return {"chosen": _named(chosen), "found": found.order_by("question")[:PICKS] if words else [], "words": " ".join(words),
            "article_pk": article}


def _chosen(told, article=None):
    pks = [int(pk) for pk in (told.getlist("related") if hasattr(told, "getlist") else []) if pk.isdecimal() and len(pk) < 10]
    return Article.objects.filter(pk__in=pks[:MOST_RELATED]).exclude(pk=article or 0)


def _named(articles):
    """The newest version of each, for its question."""
    return Version.objects.filter(article__in=articles).exclude(state=Version.State.DROPPED).order_by("article_id", "-number").distinct("article_id")
