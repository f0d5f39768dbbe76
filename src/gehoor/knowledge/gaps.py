"""Questions that we had no answer to, put together where they ask the same (requirement D11); the most asked first.

Two questions ask the same where their telling words agree: each word counts for how seldom it stands in our articles, and most
where it stands in none. A question joins the group whose words it shares most. Words are compared as stems.
"""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from . import asked as questions
from . import writing
from .models import Article, Unanswered, Version
from .retrieval import index
from .retrieval.words import STOP, stem, tokens

MOST = 2000  # questions that are looked at, the newest
MOST_EXAMPLES = 8  # wordings that go along into an article at once
ALIKE = 0.5  # cosine from where on two ask the same
DOORS = {"page": _("searched among our answers"), "assistant": _("asked the assistant"), "desk": _("searched by colleagues")}


@dataclass
class Gap:
    """Questions that ask the same, the newest first."""

    asked: list[Unanswered]
    words: Counter = field(default_factory=Counter)

    @property
    def title(self) -> str:
        """The wording that shares most with the others; of equals the shortest."""
        return max(self.wordings, key=lambda text: (sum(self.words[word] for word in _stems(text)) / (len(text) + 40), -len(text)))

    @property
    def wordings(self) -> list[str]:
        """Each wording once, the newest first."""
        return list(dict.fromkeys(one.text for one in self.asked))

    @property
    def times(self) -> int:
        return len(self.asked)

    @property
    def last_at(self) -> datetime:
        return self.asked[0].at

    @property
    def doors(self) -> list[str]:
        """Where it was asked."""
        return [DOORS.get(door, door) for door in sorted({one.door for one in self.asked})]

    @property
    def ids(self) -> list[int]:
        return [one.pk for one in self.asked]


def open_ones() -> list[Gap]:
    """Everything nobody did anything about yet, put together. One query."""
    return together(list(Unanswered.objects.waiting().order_by("-at", "-pk")[:MOST]), index.current().words.worth)


def holding(pk: int) -> Gap | None:
    """The group that this question is in; None where somebody dealt with it."""
    return next((gap for gap in open_ones() if pk in gap.ids), None)


@transaction.atomic
def add_to(article: Article, ids: list[int], *, by) -> Version:
    """People's own wordings become example questions in a draft of this article, and the questions are dealt with."""
    told = Unanswered.objects.filter(pk__in=ids).order_by("-at").values_list("text", flat=True)
    before = writing.newest(article)
    new = [text for text in dict.fromkeys(told) if text not in before.examples][:MOST_EXAMPLES]
    version = writing.change(article, by=by, examples=[*before.examples, *new], changes=_now("Example questions from people"))
    questions.settle(ids, by=by, version=version)
    return version


def together(asked: list[Unanswered], worth: Callable[[str], float]) -> list[Gap]:
    """Groups of questions that ask the same; `asked` is the newest first, and so is each group. `worth`: what a stem tells."""
    stems = [_stems(one.text) for one in asked]
    groups: list[Gap] = []
    with_word: dict[str, list[Gap]] = {}
    for one, words in zip(asked, stems, strict=True):
        near = {id(gap): gap for word in words for gap in with_word.get(word, ())}.values()
        best = max(near, key=lambda gap: _cosine(words, gap, worth), default=None)
        if best is None or _cosine(words, best, worth) < ALIKE:
            best = Gap([])
            groups.append(best)
        best.asked.append(one)
        for word in words - best.words.keys():
            with_word.setdefault(word, []).append(best)
        best.words.update(words)
    return sorted(groups, key=lambda gap: (-gap.times, -gap.last_at.timestamp()))


def _cosine(words: frozenset[str], gap: Gap, worth) -> float:
    shared = sum(worth(word) ** 2 * gap.words[word] for word in words)
    length = math.sqrt(sum(worth(word) ** 2 for word in words))
    other = math.sqrt(sum((worth(word) * number) ** 2 for word, number in gap.words.items()))
    return shared / (length * other) if length and other else 0.0


def _stems(text: str) -> frozenset[str]:
    """What it is about; all its words where it is made of stop words only."""
    words = tokens(text)
    return frozenset(stem(word) for word in words if word not in STOP) or frozenset(map(stem, words))
