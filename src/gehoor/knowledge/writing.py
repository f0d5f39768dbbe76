"""Writing what we tell: a draft, a second pair of eyes, published; back to an earlier text. Each deed writes one event."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from gehoor.core import events

from . import asked
from .models import Article, Review, Stamp, Version

CONTENT = ("audience", "question", "short_answer", "answer", "steps", "cost", "term", "decides", "contact", "examples", "subjects")
DATES = ("valid_from", "valid_until", "review_on")
OPEN = (Version.State.DRAFT, Version.State.OFFERED)


class SecondPairOfEyes(ValueError):
    """Whoever wrote it does not publish it too."""


class WrittenMeanwhile(ValueError):
    """Somebody else wrote in it since; `version` is what stands there now."""

    def __init__(self, version):
        super().__init__(version)
        self.version = version


class NotOpen(ValueError):
    """This version was published or dropped in the meantime: it stays as it is."""


@transaction.atomic
def begin(*, by, owner=None, slug="", language="nl", source="", source_id=None, source_url="", **content) -> Version:
    """A new article with its first draft."""
    article = Article.objects.create(
        slug=_free_slug(slug or content["question"]), owner=owner or by, language=language,
        source=source, source_id=source_id, source_url=source_url,
    )
    version = Version.objects.create(article=article, number=1, author=by, **content)
    _happened("knowledge.begun", version, by)
    return version


@transaction.atomic
def change(article: Article, *, by, changes="", seen: str | None = None, **content) -> Version:
    """Write on in the open version, or begin a next one from the newest. Whoever writes last is its author.

    `seen` is `mark_of(article)` when writing began: raises `WrittenMeanwhile` where that is no longer so.
    """
    _hold(article)
    version = article.versions.filter(state__in=OPEN).first()
    if seen is not None and seen != mark_of(article):
        raise WrittenMeanwhile(version or article.versions.order_by("-number").first())
    if version is None:
        last = newest(article)
        copied = {name: getattr(last, name) for name in (*CONTENT, "valid_until", "review_on")}
        version = Version(article=article, number=_next_number(article), **copied)
    for name, value in content.items():
        setattr(version, name, value)
    version.state, version.offered_at, version.author = Version.State.DRAFT, None, by
    version.written_at, version.changes = timezone.now(), changes or version.changes
    version.save()
    _decided(version, Review.Outcome.TAKEN_BACK, by)
    _happened("knowledge.written", version, by)
    return version


@transaction.atomic
def belongs(article: Article, *, by, owner, language, related):
    """Whose it is, in which language, and what is like it: of the article, so it holds at once for all its versions."""
    if (article.owner, article.language, set(article.related.all())) == (owner, language, set(related)):
        return
    article.owner, article.language = owner, language
    article.save(update_fields=["owner", "language"])
    article.related.set(related)
    Stamp.renew()
    events.record("knowledge.arranged", actor=by, article=article.pk, owner=owner and owner.pk)


def newest(article: Article) -> Version:
    """What was written last, but not what was taken away, unless that is all there is."""
    versions = article.versions.order_by("-number")
    return versions.exclude(state=Version.State.DROPPED).first() or versions.first()


def mark_of(article: Article) -> str:
    """Becomes another as soon as anybody writes in it."""
    number, at = article.versions.order_by("-number").values_list("number", "written_at").first()
    return f"{number}.{at.timestamp():.6f}"


@transaction.atomic
def offer(version: Version, *, by, colleague=None, note="") -> Review:
    """Ask a colleague, or whoever can, to look at it and publish it. Raises `NotOpen`."""
    version = _open(version)
    _decided(version, Review.Outcome.TAKEN_BACK, by)
    version.state, version.offered_at = Version.State.OFFERED, timezone.now()
    version.save(update_fields=["state", "offered_at"])
    _happened("knowledge.offered", version, by)
    return Review.objects.create(version=version, by=by, colleague=colleague, note=note)


@transaction.atomic
def hand_back(version: Version, *, by, remark=""):
    """The second pair of eyes wants it otherwise: it is a draft again. Raises `NotOpen`."""
    version = _open(version)
    _decided(version, Review.Outcome.HANDED_BACK, by, remark)
    version.state, version.offered_at = Version.State.DRAFT, None
    version.save(update_fields=["state", "offered_at"])
    _happened("knowledge.handed_back", version, by)


@transaction.atomic
def publish(version: Version, *, by):
    """From its first valid day on every channel tells this. Raises `SecondPairOfEyes` and `NotOpen`."""
    version = _open(version)
    if by is not None and version.author_id == by.pk:
        raise SecondPairOfEyes(version)
    _decided(version, Review.Outcome.PUBLISHED, by)
    _publish(version, by)
    _happened("knowledge.published", version, by)


@transaction.atomic
def looked_at(version: Version, *, by, again_on):
    """It is right as it stands, and is looked at again on that day. What it tells stays the same, so it needs no other eyes."""
    _hold(version.article)
    version.review_on = again_on
    version.save(update_fields=["review_on"])
    events.record("knowledge.looked_at", actor=by, article=version.article_id, version=version.number, again=str(again_on))


@transaction.atomic
def drop(version: Version, *, by):
    """What was being written does not come: it stays among the versions, and questions it was for wait again. Raises `NotOpen`."""
    version = _open(version)
    _decided(version, Review.Outcome.TAKEN_BACK, by)
    version.state = Version.State.DROPPED
    version.save(update_fields=["state"])
    asked.not_answered(version, by=by)
    _happened("knowledge.dropped", version, by)


@transaction.atomic
def roll_back(version: Version, *, by) -> Version:
    """Tell from today on what this earlier version told, which had its second pair of eyes: at once, as a new version."""
    _hold(version.article)
    content = {name: getattr(version, name) for name in (*CONTENT, "review_on")}
    until = version.valid_until if version.valid_until and version.valid_until >= timezone.localdate() else None
    again = Version(article=version.article, number=_next_number(version.article), author=version.author,
                    valid_until=until, changes=version.changes, **content)
    _publish(again, by)
    _happened("knowledge.rolled_back", again, by, to=version.number)
    return again


@transaction.atomic
def withdraw(article: Article, *, by):
    """Nobody is told this any more, from now on."""
    _hold(article)
    article.withdrawn_at = timezone.now()
    article.save(update_fields=["withdrawn_at"])
    Stamp.renew()
    events.record("knowledge.withdrawn", actor=by, article=article.pk)


@transaction.atomic
def bring_back(article: Article, *, by):
    """Undo `withdraw`."""
    _hold(article)
    article.withdrawn_at = None
    article.save(update_fields=["withdrawn_at"])
    Stamp.renew()
    events.record("knowledge.brought_back", actor=by, article=article.pk)


def _decided(version, outcome, by, remark=""):
    """What was asked of a colleague is done with."""
    version.reviews.filter(outcome="").update(outcome=outcome, decided_by=by, decided_at=timezone.now(), remark=remark)


def _publish(version, by):
    today, told = timezone.localdate(), version.article.versions.filter(state=Version.State.PUBLISHED)
    is_over = version.valid_until and version.valid_until < today
    if version.valid_from < today and not is_over and told.filter(valid_from__gt=version.valid_from, valid_from__lte=today).exists():
        version.valid_from = today  # it was begun before what is told now: it comes after that all the same
    version.state, version.publisher, version.published_at = Version.State.PUBLISHED, by, timezone.now()
    version.save()
    Stamp.renew()


def _hold(article):
    """One deed at a time for each article."""
    Article.objects.select_for_update().get(pk=article.pk)


def _open(version) -> Version:
    _hold(version.article)
    version.refresh_from_db()
    if version.state not in OPEN:
        raise NotOpen(version)
    return version


def _next_number(article) -> int:
    return (article.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _free_slug(question: str) -> str:
    """An address made of the question that no article has yet."""
    stem = slugify(question)[:100].strip("-") or "vraag"
    taken = set(Article.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _happened(kind, version, by, **more):
    events.record(kind, actor=by, article=version.article_id, version=version.number, **more)
