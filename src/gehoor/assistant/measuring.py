"""How the assistant does, measured in the open (requirement B8): by week and subject, in numbers of questions.

Every question counts once, as what the assistant made of it and what the person said of that. "Solved" is only what people said
was their answer and did not come back for in the same talk within `COMES_BACK`; nobody is counted as helped for being silent.
"""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import TruncWeek
from django.utils import timezone

from gehoor.conversations.models import Citation, Contact, Direction
from gehoor.knowledge.models import Article, Version

from .models import Talk, Tally, Told, Turn

COMES_BACK = timedelta(days=7)
FEWEST = 10  # of so many a share tells something; with fewer only the numbers are told
ALIKE = ("outcome", "reason", "helped", "ended", "number")
Outcome, Reason = Turn.Outcome, Turn.Reason
NOT_KNOWN = {Reason.UNSURE, Reason.OUT_OF_SCOPE, Reason.TWO_FAILED_TURNS, Reason.FAILED}


@dataclass(slots=True)
class Figures:
    """Numbers of questions, and of talks where it says so."""

    asked: int = 0
    answered: int = 0
    right: int = 0  # answered, and they said it was their answer
    wrong: int = 0  # answered, and they said it was not
    suggested: int = 0  # up to three to choose from, or asked back
    chosen: int = 0  # suggested, and they said their answer was among them
    abstained: int = 0  # the assistant did not know, and a human was asked in
    for_human: int = 0  # a wish, distress, a complaint or a subject for humans only
    handed_over: int = 0  # talks in which a human came in, or was promised
    solved: int = 0  # talks that ended with "this was my answer"

    def add(self, other: "Figures"):
        """These too."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def said(self) -> int:
        """Of so many answers somebody said whether it was theirs."""
        return self.right + self.wrong

    @property
    def right_percent(self) -> int | None:
        """Of the answers of which somebody said something; None where too few did."""
        return round(100 * self.right / self.said) if self.said >= FEWEST else None


Row = tuple[date, tuple[str, ...], Figures]


def rows(weeks: int) -> list[Row]:
    """(Monday, subjects, figures) of questions that were alike, in the last so many weeks; those of erased talks too."""
    found = [*_of_turns(_since(weeks)), *_of_tallies(_since(weeks))]
    subjects = _subjects({row["article"] for row in found if row["article"]})
    return [(row["week"], subjects.get(row["article"], ()), _figures(**{name: row[name] for name in ALIKE})) for row in found]


def by_week(found: list[Row], subject: str = "") -> dict[date, Figures]:
    """Figures by the Monday of the week, the newest first; of one subject where it is named."""
    weeks = defaultdict(Figures)
    for week, about, figures in found:
        if not subject or subject in about:
            weeks[week].add(figures)
    return dict(sorted(weeks.items(), reverse=True))


def by_subject(found: list[Row]) -> dict[str, Figures]:
    """The same by subject of the first article that was told or offered, the most asked first; "" where there was none."""
    subjects = defaultdict(Figures)
    for _week, about, figures in found:
        for one in about or [""]:
            subjects[one].add(figures)
    return dict(sorted(subjects.items(), key=lambda row: -row[1].asked))


def _figures(outcome, reason, helped, ended, number) -> Figures:
    told, offered = outcome == Outcome.ANSWER, outcome in (Outcome.SUGGEST, Outcome.ASK_BACK)
    over = outcome == Outcome.HANDOVER
    counted = {
        "asked": True, "answered": told, "right": told and helped is True, "wrong": told and helped is False,
        "suggested": offered, "chosen": offered and helped is True, "abstained": over and reason in NOT_KNOWN,
        "for_human": over and reason not in NOT_KNOWN, "solved": ended == Talk.Ended.ANSWERED,
        "handed_over": ended in (Talk.Ended.HANDED_OVER, Talk.Ended.PROMISED),
    }
    return Figures(**{name: number for name, counts in counted.items() if counts})


def _of_turns(since) -> list[dict]:
    first = Told.objects.filter(turn=OuterRef("pk"), place=0).values("version__article")[:1]
    later = Turn.objects.filter(talk=OuterRef("talk"), number__gt=OuterRef("number"))
    turns = Turn.objects.filter(at__gte=since).exclude(outcome="").annotate(
        monday=TruncWeek("at"), article=Subquery(first), of_talk=Case(When(Exists(later), then=Value("")), default=F("talk__ended")),
    ).order_by().values("monday", "article", "outcome", "reason", "helped", "of_talk").annotate(number=Count("pk"))
    return [row | {"week": timezone.localdate(row["monday"]), "ended": row["of_talk"]} for row in turns]


def _of_tallies(since) -> list[dict]:
    return list(Tally.objects.filter(week__gte=timezone.localdate(since)).exclude(outcome="").order_by().values(
        "week", "article", "outcome", "reason", "helped", "ended").annotate(number=Sum("number")))


def _subjects(articles) -> dict[int, tuple[str, ...]]:
    """Of each article the subjects of its newest published version."""
    published = Version.objects.filter(article__in=articles, state=Version.State.PUBLISHED)
    newest = published.order_by("article_id", "-number").distinct("article_id")
    return {article: tuple(subjects) for article, subjects in newest.values_list("article_id", "subjects")}


@dataclass(frozen=True, slots=True)
class ToldByUs:
    """An article that employees told: how often, and how often that person was back in the same conversation within a week."""

    article: Article
    question: str
    told: int
    came_back: int

    @property
    def percent(self) -> int | None:
        """None where it was told too seldom."""
        return round(100 * self.came_back / self.told) if self.told >= FEWEST else None


def told_by_employees(weeks: int, most: int = 20) -> list[ToldByUs]:
    """What employees told from articles long enough ago to know whether people came back, the most told first."""
    again = Contact.objects.filter(
        conversation=OuterRef("contact__conversation"), direction=Direction.IN, automatic="",
        at__gt=OuterRef("at"), at__lte=OuterRef("at") + COMES_BACK,
    )
    told = Citation.objects.filter(at__gte=_since(weeks), at__lt=timezone.now() - COMES_BACK, contact__employee__isnull=False)
    rows = told.annotate(again=Exists(again)).order_by().values("version__article").annotate(
        told=Count("pk"), came_back=Count("pk", filter=F("again"))).order_by("-told", "version__article")[:most]
    found = {row["version__article"]: row for row in rows}
    names = Version.objects.filter(article__in=found, state=Version.State.PUBLISHED).select_related("article")
    newest = {one.article_id: one for one in names.order_by("article_id", "-number").distinct("article_id")}
    return [ToldByUs(newest[pk].article, newest[pk].question, row["told"], row["came_back"])
            for pk, row in found.items() if pk in newest]


def _since(weeks: int) -> datetime:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return timezone.make_aware(datetime.combine(monday, time()))
