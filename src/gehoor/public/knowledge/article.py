"""The page of one answer; and what stands there when it does not hold any more."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from gehoor.core import limits
from gehoor.knowledge import asked, finding
from gehoor.knowledge.models import Article, Audience, Version
from gehoor.knowledge.rendering import plain

from . import opinion, shelf
from .views import human

ONCE_IN = 60 * 60  # seconds in which one place counts as one reader
MOST_ALIKE = 5


@require_GET
@cache_control(private=True, no_cache=True)  # what expired is gone at the next look
def article(request, slug):
    """What we tell on this question today."""
    version = shelf.find(slug)
    if version is None:
        return no_longer(request, slug)
    if not limits.too_often(request, f"answers-read-{version.article_id}", 1, ONCE_IN):
        asked.read(version.article)
    return render(request, "public/knowledge/article.html", context(request, version))


def context(request, version) -> dict:
    """What the page shows."""
    article = version.article
    return {
        "version": version, "article": article, "related": shelf.versions().filter(article__in=article.related.all()).order_by("question"),
        "subjects": [one for one in shelf.subjects() if one.name in version.subjects], "team": _team(article.owner),
        "canonical": settings.PUBLIC_URL + reverse("answers:article", args=[article.slug]),
        "description": Truncator(" ".join(plain(version.short_answer or version.answer).split())).chars(155),
        "said": opinion.said(request, version), **human(request),
    }


def no_longer(request, slug):
    """410 for what everybody could read once, 404 for anything else; with what comes near, and the ways to a human."""
    was_public = Article.objects.filter(
        slug=slug, versions__state=Version.State.PUBLISHED, versions__audience=Audience.PUBLIC,
    ).exists()
    words = slug.replace("-", " ")
    near = [row.version for row in finding.search(words, audience=Audience.PUBLIC, limit=MOST_ALIKE)]
    return render(request, "public/knowledge/gone.html", {"was_public": was_public, "near": near, **human(request)},
                  status=410 if was_public else 404)


def _team(owner) -> str:
    """The team that answers for it, where that is one: never a person's name."""
    teams = list(owner.teams.filter(is_closed=False)[:2]) if owner else []
    return teams[0].name if len(teams) == 1 else ""
