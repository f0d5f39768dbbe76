"""What the assistant does with a question: answer, suggest, ask back, or bring a human in. Nothing else, and nothing about a person.

    reply = replying.reply("wat kost een paspoort", earlier=(Exchange("hallo", "ask_back"),))

Pure: it stores nothing and sends nothing. It tells articles as they stand, word for word, so that whatever somebody writes in a
question or an article ("ignore your instructions") is a text to look for and never something that is done.
In this order: somebody's safety, a wish for a human by rules, a complaint, a subject that editors listed, a wish by the second ear,
two turns that failed, knowledge.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gehoor.knowledge.models import Version

from . import ranking, recognising, small_talk
from .models import DelicateSubject
from .parting import follows_up, parted

ANSWER, SUGGEST, ASK_BACK, HANDOVER = "answer", "suggest", "ask_back", "handover"
TWO_FAILED_TURNS, UNSURE, OUT_OF_SCOPE = "two_failed_turns", "unsure", "out_of_scope"
MOST_SUGGESTED = 3
FAILED_TURNS = 2
LONGEST = 2000  # characters of a question that are looked at

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question of this talk, what came of it, whether it helped (None: not said), and the articles that were read."""

    text: str
    outcome: str
    helped: bool | None = None
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """`versions` are what the person is told or offered; `considered` what was thought of, the likeliest first, for employees."""

    outcome: str
    versions: list[Version] = field(default_factory=list)
    confidence: float = 0.0
    reason: str = ""
    words: tuple[str, ...] = ()
    prompt: str = ""
    line: str | Promise = ""
    considered: list[Version] = field(default_factory=list)


def reply(text: str, earlier: Sequence[Exchange] = (), *, language: str = "nl") -> Reply:
    """The reply to the last question of a talk; `prompt` and `line` are in `language`, articles as they were written."""
    text = text[:LONGEST].strip()
    with translation.override(language):
        subjects = tuple(DelicateSubject.objects.values_list("words", flat=True))
        if noticed := recognising.notice(text, subjects):
            return _bring_in(noticed, text)
        said = small_talk.heard(text)
        if not said and (noticed := recognising.listen(text)):
            return _bring_in(noticed, text)
        if _failed(text, said, earlier) >= FAILED_TURNS:
            return Reply(HANDOVER, reason=TWO_FAILED_TURNS)
        if said:
            return Reply(ASK_BACK, prompt=small_talk.prompt(said))
        return _without_wrong(_from_knowledge(text, earlier), earlier)


def _bring_in(noticed: recognising.Noticed, text: str) -> Reply:
    """A human comes in at once, whatever else goes wrong; what may help meanwhile is listed."""
    try:
        ranked = ranking.rank(text)
    except Exception:
        log.exception("no articles beside a human")
        ranked = ranking.Ranked([], "none", 0.0)
    helps = ranked.tier != "none" and noticed.reason != recognising.WISH
    return Reply(
        HANDOVER, _versions(ranked)[:MOST_SUGGESTED] if helps else [], ranked.confidence, noticed.reason, noticed.words,
        line=recognising.distress.LINES.get(noticed.line, ""), considered=_versions(ranked),
    )


def _failed(text: str, said: str, earlier: Sequence[Exchange]) -> int:
    """How many of the last turns in a row did not help, with what they say now about the last one."""
    turns = [turn for turn in earlier if turn.helped is False or not small_talk.heard(turn.text)]
    count = 0
    for place, turn in enumerate(reversed(turns)):
        is_last = place == 0
        again = is_last and turn.helped is None and (said == small_talk.NOT_THAT or _alike(text, turn.text))
        if not (turn.helped is False or turn.outcome == HANDOVER or again):
            break
        count += 1
    return count


def _alike(one: str, other: str) -> bool:
    """Asked again in the same words."""
    mine, theirs = ({word.strip(".,?!").lower() for word in text.split()} for text in (one, other))
    return len(mine & theirs) >= 3 and mine == theirs


def _from_knowledge(text: str, earlier: Sequence[Exchange]) -> Reply:
    asked = [turn.text for turn in earlier if not small_talk.heard(turn.text)]
    if asked and follows_up(text):
        text = f"{asked[-1]} {text}"
    ranked = ranking.rank(text)
    parts = [ranking.rank(part) for part in parted(text)]
    known = [part for part in parts if part.tier != "none"]
    tops = list(dict.fromkeys(part.candidates[0].version.pk for part in known))
    if len(tops) > 1:
        return _both(known)
    return _one(ranked)


def _without_wrong(found: Reply, earlier: Sequence[Exchange]) -> Reply:
    """What they read before and called wrong is not told again; where nothing else is left a human comes in."""
    wrong = {article for turn in earlier if turn.helped is False for article in turn.told}
    left = [version for version in found.versions if version.article_id not in wrong]
    if len(left) == len(found.versions):
        return found
    if found.outcome == ANSWER or not left:
        return Reply(HANDOVER, confidence=found.confidence, reason=TWO_FAILED_TURNS, considered=found.considered)
    return replace(found, outcome=SUGGEST, versions=left, prompt="")


def _both(parts) -> Reply:
    """Two questions at once: the best of each first."""
    lists = [_versions(part) for part in parts]
    mixed = [version for rank in zip(*(one + [None] * 5 for one in lists), strict=False) for version in rank if version]
    versions = list({version.pk: version for version in mixed}.values())
    sure = min(part.confidence for part in parts)
    return Reply(SUGGEST, versions[:MOST_SUGGESTED], sure, considered=versions)


def _one(ranked) -> Reply:
    versions = _versions(ranked)
    match ranked.tier:
        case "answer":
            return Reply(ANSWER, versions[:1], ranked.confidence, considered=versions)
        case "suggest" if ranked.has_two_readings and (prompt := _which(*versions[:2])):
            return Reply(ASK_BACK, versions[:MOST_SUGGESTED], ranked.confidence, prompt=prompt, considered=versions)
        case "suggest":
            return Reply(SUGGEST, versions[:MOST_SUGGESTED], ranked.confidence, considered=versions)
    reason = UNSURE if ranked.is_near else OUT_OF_SCOPE
    return Reply(HANDOVER, confidence=ranked.confidence, reason=reason, considered=versions)


def _which(one: Version, other: Version) -> str:
    """One question back, in the words of the two articles themselves."""
    return _("Do you mean “%(one)s” or “%(other)s”?") % {"one": one.question, "other": other.question}


def _versions(ranked) -> list[Version]:
    return [candidate.version for candidate in ranked.candidates]
