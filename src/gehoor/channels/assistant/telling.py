"""A talk as people see it on its page, and in words as it stands with the conversation that it became."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gehoor.assistant import rewording, talking
from gehoor.assistant.models import Rewording, Talk, Told, Turn
from gehoor.knowledge.models import Version

from . import wording

Outcome = Turn.Outcome
_WAYS = {rewording.PLAINER: lambda: _("In easier words"), rewording.ENGLISH: lambda: "In English"}


@dataclass(frozen=True, slots=True)
class Card:
    """One article in a turn. What is no longer in force is not told any more, and the page says so."""

    version: Version
    is_open: bool
    holds: bool
    is_newer: bool  # another version of the article is in force by now
    way: str = ""  # they asked for it in other words
    otherwise: str = ""  # those words; none where they would have said something else
    ways: tuple[tuple[str, str], ...] = ()  # (way, words on its button)

    @property
    def url(self) -> str:
        return reverse("answers:article", args=[self.version.article.slug])

    @property
    def updated(self):
        return self.version.published_at


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it. `asks` whether it was the answer; `last`: nothing came after it."""

    turn: Turn
    cards: list[Card]
    last: bool

    @property
    def shown(self) -> list[Card]:
        return [card for card in self.cards if card.is_open]

    @property
    def offered(self) -> list[Card]:
        """What can still be opened; beside a human that comes in no more than the likeliest."""
        closed = [card for card in self.cards if not card.is_open and card.holds]
        match self.turn.outcome:
            case Outcome.ANSWER:
                return []
            case Outcome.HANDOVER:
                return closed[:1] if self.turn.reason != Turn.Reason.DISTRESS else []
        return closed

    @property
    def asks(self) -> bool:
        return self.turn.helped is None and any(card.holds for card in self.shown)

    @property
    def words(self) -> wording.Said:
        return wording.of(self.turn.reason)


def turns_of(talk: Talk) -> list[Turn]:
    """All of it in order, with what was told; three queries."""
    return list(talk.turns.order_by("number").prefetch_related("told__version__article"))


def exchanges(turns: list[Turn]) -> list[Exchange]:
    """The same as people see it; one query more."""
    told = [one for turn in turns for one in turn.told.all()]
    articles = {one.version.article_id for one in told}
    holds = dict(Version.objects.in_force().filter(article__in=articles).values_list("article_id", "pk")) if articles else {}
    made = _in_other_words(told)
    return [Exchange(turn, [_card(one, holds, made) for one in turn.told.all()], turn is turns[-1]) for turn in turns]


def _in_other_words(told: list[Told]) -> dict[tuple[int, str], str]:
    """(version, way) → those words; a query only where somebody asked for them."""
    asked = {one.version_id for one in told if one.way}
    rows = Rewording.objects.filter(version__in=asked) if asked else ()
    return {(row.version_id, row.way): row.text for row in rows}


def _card(told: Told, holds: dict[int, int], made: dict[tuple[int, str], str]) -> Card:
    now, version = holds.get(told.version.article_id), told.version
    buttons = tuple((way, _WAYS[way]()) for way in rewording.ways(version) if way != told.way)
    return Card(version, told.opened_at is not None, now == told.version_id, now is not None and now != told.version_id,
                told.way, made.get((told.version_id, told.way), ""), buttons)


def needs_human(turns: list[Turn]) -> str:
    """Why a human should come in now; "" where nothing says so."""
    return talking.needs_human(turns)


def in_words(turn: Turn) -> str:
    """What the assistant told in this turn, for whoever reads it later: with source, version and date."""
    told = list(turn.told.all())
    opened = "\n\n".join(_article(one.version) for one in told if one.opened_at)
    offered = "\n".join(f"– {one.version.question}" for one in told)
    match turn.outcome:
        case Outcome.ANSWER:
            said = opened
        case Outcome.SUGGEST:
            said = "\n".join([_("Is your question one of these?"), offered, *filter(None, ["", opened])])
        case Outcome.ASK_BACK:
            said = "\n".join([turn.prompt or _("Which of these do you mean?"), offered, *filter(None, ["", opened])])
        case _:
            said = "\n".join(filter(None, [str(wording.of(turn.reason)), turn.line, offered]))
    return "\n\n".join(filter(None, [said, _helped(turn)]))


def _article(version) -> str:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(version.steps, 1))
    when = date_format(timezone.localtime(version.published_at), "j F Y")
    source = _("Source: %(question)s (version %(number)s, updated on %(date)s)") % {
        "question": version.question, "number": version.number, "date": when,
    }
    return "\n\n".join(filter(None, [version.short_answer, steps, source]))


def _helped(turn) -> str:
    if turn.helped is None:
        return ""
    return _("Was this your answer? Yes.") if turn.helped else _("Was this your answer? No.")
