"""What people asked and we had no answer to: write one, add it to an answer there is, or leave it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from gehoor.knowledge import asked, finding, gaps
from gehoor.knowledge.models import Article, Audience

from .articles import writes

A_PAGE = 20
LIKE_IT = 3  # articles offered beside a question
MOST_IDS = 500
SETTLED = "settled_gaps"  # in the session: those that were dealt with last, to undo


@writes
@require_GET
def show(request):
    """The questions, put together where they ask the same, the most asked first."""
    page = Paginator(gaps.open_ones(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(gap, _new_article(gap), finding.search(gap.title, audience=Audience.EMPLOYEES, limit=LIKE_IT)) for gap in page]
    return render(request, "administration/knowledge/gaps.html", {
        "page": page, "rows": rows, "days": asked.KEPT.days, "settled": SETTLED in request.session,
    })


@writes
@require_POST
def settle(request):
    """These need no answer, or have one by now; or they wait again."""
    ids = _ids(request)
    if request.POST.get("undo"):
        asked.take_up_again(ids, by=request.user)
        messages.success(request, _("The questions wait again."))
    else:
        number = asked.settle(ids, by=request.user)
        request.session[SETTLED] = ids
        messages.success(request, ngettext("%(n)d question is dealt with.", "%(n)d questions are dealt with.", number) % {"n": number})
    return redirect("administration:gaps")


@writes
@require_POST
def add_to_article(request):
    """People's own wordings become example questions of an article: in a draft, that somebody else publishes."""
    ids = _ids(request)
    article = Article.objects.filter(pk=_number(request.POST.get("article"))).first()
    if article is None:
        messages.error(request, _("That answer is not there any more. The questions still wait: choose another."))
        return redirect("administration:gaps")
    gaps.add_to(article, ids, by=request.user)
    request.session[SETTLED] = ids
    messages.success(request, _("Added as example questions to a draft. Read them, and offer it to a colleague."))
    return redirect("administration:article", pk=article.pk)


def _new_article(gap) -> str:
    """Where an article begins with this question. By its number: what people asked stands in no address and no log."""
    return f"{reverse('administration:add_article')}?gap={gap.ids[0]}"


def _ids(request) -> list[int]:
    if request.POST.get("undo"):
        return request.session.pop(SETTLED, [])
    return posted_ids(request)


def posted_ids(request) -> list[int]:
    """The questions that a form is about."""
    return [_number(one) for one in request.POST.getlist("asked")[:MOST_IDS]]


def _number(text) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
