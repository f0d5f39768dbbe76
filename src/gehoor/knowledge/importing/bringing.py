"""Articles of a file made ours. Doing it again changes nothing; what an editor wrote since is never written over."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import writing
from ..models import Article, Version
from .reading import Record


@dataclass
class Outcome:
    """What became of the records: how many, and of those that need somebody to look, which and why."""

    new: int = 0
    changed: int = 0
    same: int = 0
    kept: list = field(default_factory=list)  # (where, question, why): ours stayed, theirs waits as a draft
    refused: list = field(default_factory=list)  # (where, question, why): not brought over
    left_out: list = field(default_factory=list)  # names of fields that an article has no place for

    def as_json(self) -> dict:
        return {"new": self.new, "changed": self.changed, "same": self.same, "left_out": self.left_out,
                **{name: [dict(zip(("where", "question", "why"), row, strict=True)) for row in getattr(self, name)]
                   for name in ("kept", "refused")}}


def bring(records: list[Record], *, by=None, source: str, dry_run=False, progress=lambda done: None) -> Outcome:
    """Bring all over, each in a transaction of its own, and publish it: elsewhere it was public already.

    Whoever starts the import (`by`, nobody on the command line) is the second pair of eyes. What is brought over has no
    author; an article in which an editor wrote since keeps the editor's text, and the new one waits as a draft.
    """
    outcome, seen = Outcome(), set()
    for number, record in enumerate(records, start=1):
        name = record.source_id or record.content.get("question", "")[:200]
        if not record.problem and name in seen:
            record.problem = _("it stands in the file twice; the first was taken")
        if record.problem:
            outcome.refused.append((record.where, record.content.get("question", ""), record.problem))
        else:
            seen.add(name)
            _bring_one(record, name, outcome, by=by, source=source[:80], dry_run=dry_run)
        progress(number)
    if not dry_run:
        _relate(records)
    outcome.left_out = list(dict.fromkeys(name for record in records for name in record.left_out))
    return outcome


def _relate(records):
    """What belongs together, by address, now that all are there; what an editor added stays."""
    told = {record.slug: record.related for record in records if record.slug and record.related}
    slugs = {*told, *(slug for related in told.values() for slug in related)}
    articles = {article.slug: article for article in Article.objects.filter(slug__in=slugs)}
    for slug, related in told.items():
        if slug in articles:
            articles[slug].related.add(*(articles[one] for one in related if one in articles and one != slug))


@transaction.atomic
def _bring_one(record, name, outcome, *, by, source, dry_run):
    article = Article.objects.filter(source=source, source_id=name).first() or (
        record.slug and Article.objects.filter(slug=record.slug).first()) or None  # or it is our own, from our own export
    last = article and article.versions.order_by("-number").first()
    if article and _says_the_same(last, record.content):
        outcome.same += 1
    elif article and (last.author_id or last.state in writing.OPEN):
        outcome.kept.append((record.where, record.content["question"], _("an editor wrote in it since")))
        if not dry_run and last.state not in writing.OPEN:
            writing.change(article, by=None, changes=_("Brought over again from %(source)s") % {"source": source},
                           **record.content)
    elif article:
        outcome.changed += 1
        if not dry_run:
            new = writing.change(article, by=None, **{"valid_from": timezone.localdate(), **record.content})
            writing.publish(new, by=by)
    else:
        outcome.new += 1
        if not dry_run:
            version = writing.begin(by=None, owner=by, language=record.language, source=source, source_id=name,
                                    source_url=record.source_url, slug=record.slug, **record.content)
            writing.publish(version, by=by)


def _says_the_same(version: Version, content: dict) -> bool:
    return all(getattr(version, name) == value for name, value in content.items() if name != "changes")
