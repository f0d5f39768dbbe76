"""The list of articles, what needs something first, and the page of one."""

from django.core.paginator import Paginator
from django.db.models import F, Func, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gehoor.knowledge import attention
from gehoor.knowledge.models import Remark, Version
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .forms import FilterForm, LookedAtForm, OfferForm

writes = requires(Capability.WRITE_KNOWLEDGE)
A_PAGE = 50
REMARKS_SHOWN, VERSIONS_SHOWN = 30, 50
HELD = attention.NOTHING  # below it something is asked


class Each(Func):
    """Every element of a list in JSON, a row each."""

    function, set_returning = "jsonb_array_elements_text", True


@writes
@require_GET
def articles(request):
    """All articles that fit, what needs something first."""
    form = FilterForm(request.GET or None, subjects=_subjects())
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    page = Paginator(_fitting(asked).order_by("attention", "slug"), A_PAGE).get_page(request.GET.get("page"))
    versions = Version.objects.select_related("author").in_bulk([row.last_id for row in page])
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "administration/knowledge/articles.html", {
        "form": form, "asked": asked, "page": page, "query": f"&{query.urlencode()}" if query else "",
        "rows": [(row, versions.get(row.last_id), attention.marks(row)) for row in page],
        "is_empty": not asked and not page.paginator.count,
    })


@writes
@require_GET
def article(request, pk):
    """One article: what is told, what waits, what came back, its versions."""
    found = get_object_or_404(attention.articles().select_related("owner"), pk=pk)
    versions = list(found.versions.select_related("author", "publisher")[:VERSIONS_SHOWN])
    by_pk = {version.pk: version for version in versions}
    opened = next((version for version in versions if version.state in (Version.State.DRAFT, Version.State.OFFERED)), None)
    remarks = Remark.objects.filter(version__article=found).select_related("version", "by", "handled_by")
    return render(request, "administration/knowledge/article.html", {
        "article": found, "versions": versions, "open": opened, "told": by_pk.get(found.told_id), "last": by_pk.get(found.last_id),
        "is_over": found.told_until and found.told_until < timezone.localdate(),
        "later": next((one for one in versions if one.state == Version.State.PUBLISHED and one.valid_from > timezone.localdate()), None),
        "review": opened and opened.reviews.select_related("by", "colleague", "decided_by").first(), "marks": attention.marks(found),
        "remarks": remarks.waiting()[:REMARKS_SHOWN], "handled": remarks.filter(handled_at__isnull=False)[:5],
        "links": found.links.broken(), "offer_form": OfferForm(author=request.user), "looked_at_form": LookedAtForm(),
    })


def _fitting(asked):
    rows = attention.articles().select_related("owner")
    shown = Version.objects.exclude(state=Version.State.DROPPED)
    if text := asked.get("text"):
        for word in text.split()[:8]:
            rows = rows.filter(pk__in=shown.filter(
                Q(question__icontains=word) | Q(short_answer__icontains=word) | Q(examples__icontains=word) | Q(subjects__icontains=word)
                | Q(answer__icontains=word)).values("article"))
    if asked.get("subject"):
        rows = rows.filter(pk__in=shown.filter(subjects__contains=[asked["subject"]]).values("article"))
    if asked.get("audience"):
        rows = rows.filter(last_id__in=shown.filter(audience=asked["audience"]).values("pk"))
    rows = rows.filter(**{name: asked[name] for name in ("owner", "language") if asked.get(name)})
    return rows.filter(_STATES[asked["state"]]()) if asked.get("state") else rows


_STATES = {
    "attention": lambda: Q(attention__lt=HELD),
    "told": lambda: Q(told_id__isnull=False, withdrawn_at=None) & (Q(told_until=None) | Q(told_until__gte=timezone.localdate())),
    "offered": lambda: Q(is_offered=True),
    "draft": lambda: Q(is_open=True, is_offered=False),
    "later": lambda: Q(is_later=True, withdrawn_at=None),
    "over": lambda: Q(told_until__lt=timezone.localdate(), withdrawn_at=None),
    "withdrawn": lambda: Q(withdrawn_at__isnull=False),
}


def _subjects() -> list[str]:
    """Every subject in use, once."""
    each = Version.objects.exclude(state=Version.State.DROPPED).order_by().annotate(one=Each(F("subjects")))
    return sorted(set(each.values_list("one", flat=True).distinct()), key=str.lower)


