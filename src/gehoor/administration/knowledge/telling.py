"""Mailing editors that something is asked of them: a link, without a name or a word of it. Each once.

What is due is looked up every day; `warn_owner.later` keeps one row for each person, page and moment, so that asking again
sends nothing.
"""

from datetime import datetime, time

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from gehoor.knowledge import attention
from gehoor.knowledge.models import OutgoingLink, Remark
from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning
from gehoor.staff.models import Employee

What = OwnerWarning.What


def asked(review):
    """The colleague who is to look at it."""
    page = reverse("administration:review_article", args=[review.version.article_id])
    warn_owner.later(review.colleague, what=What.REVIEW, path=page, due_at=review.at)


def handed_back(version):
    """Whoever wrote it."""
    warn_owner.later(version.author, what=What.RETURNED, path=_page(version.article_id), due_at=timezone.now())


def remind() -> int:
    """Tell owners of what needs them; returns how many mails that are."""
    return sum([_of_days(), _of_links(), _of_remarks()])


def _of_days() -> int:
    """Articles to look at again, and articles that end."""
    day, told = timezone.localdate(), 0
    for article in attention.articles(day).filter(attention__lt=attention.NOTHING, owner__isnull=False).select_related("owner"):
        asks = attention.marks(article, day)
        if "review" in asks:
            told += warn_owner.later(article.owner, what=What.LOOK_AGAIN, path=_page(article.pk), due_at=_at(article.told_review_on, 9))
        if "ends" in asks:
            told += warn_owner.later(article.owner, what=What.ENDS, path=_page(article.pk), due_at=_at(article.told_until, 17))
    return told


def _of_links() -> int:
    """Links that broke since the last time."""
    told, now = 0, timezone.now()
    broken = OutgoingLink.objects.broken().filter(told_at=None, article__withdrawn_at=None)
    for article in {link.article for link in broken.select_related("article__owner")}:
        with transaction.atomic():
            if broken.filter(article=article).update(told_at=now):
                told += warn_owner.later(article.owner, what=What.LINKS, path=_page(article.pk), due_at=now)
    return told


def _of_remarks() -> int:
    """Remarks that came since the last mail about them."""
    mailed = OwnerWarning.objects.filter(employee=OuterRef("pk"), what=What.REMARKS).order_by("-made_at").values("made_at")
    newest = Remark.objects.waiting().filter(version__article__owner=OuterRef("pk"), version__article__withdrawn_at=None).order_by("-at").values("at")
    owners = Employee.objects.filter(articles__isnull=False).distinct().annotate(mailed=Subquery(mailed[:1]), newest=Subquery(newest[:1]))
    page, morning = reverse("administration:articles"), _at(timezone.localdate(), 8)
    return sum(warn_owner.later(owner, what=What.REMARKS, path=f"{page}?state=attention&owner={owner.pk}", due_at=morning)
               for owner in owners if owner.newest and (owner.mailed is None or owner.newest > owner.mailed))


def _page(article: int) -> str:
    return reverse("administration:article", args=[article])


def _at(day, hour) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
