"""An answer that was put in and is no longer what we tell when it is sent: the colleague looks first."""

from dataclasses import dataclass

from gehoor.knowledge.models import Version
from gehoor.postroom import citing

from .suggesting import Suggested

FIELD = "reply-cites"


@dataclass(frozen=True, slots=True)
class Outdated:
    """What was put in, and what we tell of it now; None where we tell nothing of it any more."""

    version: Version
    now: Suggested | None


def taken_out(posted, versions):
    """The posted form without these versions (ids)."""
    posted = posted.copy()
    posted[FIELD] = citing.without(posted.get(FIELD, ""), versions)
    return posted


def told_now(versions) -> list[Outdated]:
    """Of each of these (ids) what we tell now; two queries."""
    old = list(Version.objects.filter(pk__in=versions).select_related("article").order_by("pk"))
    now = in_force_of(version.article_id for version in old)
    return [Outdated(one, Suggested(now[one.article_id]) if one.article_id in now else None) for one in old]


def in_force_of(articles) -> dict[int, Version]:
    """By id of the article the version that colleagues read today."""
    found = Version.objects.in_force().filter(article__in=list(articles)).select_related("article")
    return {version.article_id: version for version in found}
