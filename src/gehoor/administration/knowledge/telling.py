"""Mailing editors that something is asked of them: which article and a link; not what anybody said, and no words of what is
for employees only. Each once.

What is due is looked up every day; `warn_owner.later` keeps one row for each person, page and moment, so that asking again
sends nothing.
"""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from gehoor.knowledge import attention
from gehoor.knowledge.models import Audience, OutgoingLink, Remark, Version
from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning
from gehoor.staff.models import Employee
from gehoor.staff.permissions import Capability, Role

from .forms import editors

What = OwnerWarning.What


def asked(review):
    """The colleague who is to look at it; where nobody is named all other editors, or else everybody who may publish."""
    page = reverse("administration:review_article", args=[review.version.article_id])
    others = editors().exclude(pk=review.version.author_id)
    for one in [review.colleague] if review.colleague else others.filter(role=Role.EDITOR) or others:
        warn_owner.later(one, what=What.REVIEW, path=page, due_at=review.at, about=_about(review.version))


def handed_back(version):
    """Whoever wrote it."""
    warn_owner.later(version.author, what=What.RETURNED, path=_page(version.article_id), due_at=timezone.now(), about=_about(version))


def remind() -> int:
    """Tell owners of what needs them; returns how many mails that are."""
    return sum([_of_days(), _of_links(), _of_remarks()])


def _of_days() -> int:
    """Articles to look at again, and articles that end."""
    day, told = timezone.localdate(), 0
    articles = attention.articles(day).filter(attention__lt=attention.NOTHING).select_related("owner")
    texts = Version.objects.in_bulk({article.told_id for article in articles if article.told_id})
    for article in articles:
        about = _about(texts.get(article.told_id))
        asks = attention.marks(article, day)
        if "review" in asks:
            told += _tell(article.owner, what=What.LOOK_AGAIN, path=_page(article.pk), due_at=_at(article.told_review_on, 9), about=about)
        if "ends" in asks:
            told += _tell(article.owner, what=What.ENDS, path=_page(article.pk), due_at=_at(article.told_until, 17), about=about)
    return told


def _of_links() -> int:
    """Links that broke since the last time."""
    told, now = 0, timezone.now()
    broken = OutgoingLink.objects.broken().filter(told_at=None, article__withdrawn_at=None)
    for article in {link.article for link in broken.select_related("article__owner")}:
        with transaction.atomic():
            if broken.filter(article=article).update(told_at=now):
                told += _tell(article.owner, what=What.LINKS, path=_page(article.pk), due_at=now,
                              about=_about(Version.objects.in_force().filter(article=article).first()))
    return told


def _of_remarks() -> int:
    """Remarks that came since the last mail about them."""
    waiting = Remark.objects.waiting().filter(version__article__withdrawn_at=None).order_by()
    newest = dict(waiting.values_list("version__article__owner").annotate(at=Max("at")))
    owners, told, morning = Employee.objects.in_bulk([pk for pk in newest if pk]), 0, _at(timezone.localdate(), 8)
    for pk, at in newest.items():
        path = reverse("administration:articles") + "?state=attention" + (f"&owner={pk}" if pk else "")
        mailed = OwnerWarning.objects.filter(what=What.REMARKS, path=path).aggregate(last=Max("made_at"))["last"]
        if mailed is None or at > mailed:
            told += _tell(owners.get(pk), what=What.REMARKS, path=path, due_at=morning)
    return told


def _tell(owner, **mail) -> int:
    """The owner; where nobody is, or they may not write any more, all editors, so that it never falls between two chairs."""
    is_able = owner and owner.is_active and owner.may(Capability.WRITE_KNOWLEDGE)
    return sum(warn_owner.later(one, **mail) for one in ([owner] if is_able else Employee.objects.filter(role=Role.EDITOR, is_active=True)))


def _about(version) -> str:
    """Its question, where everybody may read that."""
    return version.question if version and version.audience == Audience.PUBLIC else ""


def _page(article: int) -> str:
    return reverse("administration:article", args=[article])


def _at(day, hour) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
