"""A talk with the assistant. Each step is stored before anybody sees it, and what is sent twice is done once.

    talk = talking.begin(Begun("Wanneer komt de bladkorf?", page=once))
    turn = talking.answer(talking.ask(talk, "En in de Lindelaan?", once=once))

`ask` stores the question; `answer` thinks outside any transaction, and stores what came of it.
"""

import logging
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from . import keys, learning, rewording
from .models import Talk, Told, Turn

log = logging.getLogger(__name__)
MOST_TURNS = 30  # in one talk: after that only a human can help
FAILED_TURNS = 2  # then a human must come in (requirement B6)
MOST_TOLD = 3


class Over(Exception):
    """A human came in: the assistant says nothing more in this talk."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The first question; `page` tells one sending from another. Where they came from only with consent."""

    question: str
    page: str
    door: str = Talk.Door.PAGE
    language: str = "nl"
    came_from: str = ""
    page_title: str = ""
    pages_read: list = field(default_factory=list)


def begin(begun: Begun) -> Talk:
    """The talk that this page began, now or when it was sent before, with its first question in it."""
    try:
        return _known(begun.page) or _begin(begun)
    except IntegrityError:  # the same page, sent twice at this very moment: the other one was first
        return _known(begun.page)


def _known(page) -> Talk | None:
    return Talk.objects.filter(page=page).first()


@transaction.atomic
def _begin(begun) -> Talk:
    salt, now = keys.new_salt(), timezone.now()
    talk = Talk.objects.create(
        salt=salt, digest=keys.digest_of(keys.of_salt(salt)), page=begun.page, door=begun.door, language=begun.language,
        came_from=begun.came_from, page_title=begun.page_title, pages_read=begun.pages_read,
        began_at=now, last_at=now,
    )
    Turn.objects.create(talk=talk, number=1, once=begun.page, text=begun.question.strip(), at=now)
    return talk


@transaction.atomic
def ask(talk: Talk, text: str, *, once: str) -> Turn:
    """The next question of this talk; the same one where `once` came before. Raises `Over`."""
    held = _held(talk)
    if known := held.turns.filter(once=once).first():
        return known
    if held.is_with_human:
        raise Over
    last = held.turns.order_by("-number").values_list("number", flat=True).first() or 0
    _goes_on(held)
    return Turn.objects.create(talk=held, number=last + 1, once=once, text=text.strip(), at=timezone.now())


def answer(turn: Turn) -> Turn:
    """Let the assistant answer what was asked. Whatever goes wrong with that, a human can still come in."""
    if turn.outcome or turn.talk.is_with_human:
        return turn
    from . import replying

    earlier = tuple(
        replying.Exchange(before.text, before.outcome, before.helped, _read(before))
        for before in turn.talk.turns.filter(number__lt=turn.number).order_by("number").prefetch_related("told__version")
    )
    if not connection.in_atomic_block:
        connection.close()  # back to the pool: others need it while we think
    try:
        found = replying.reply(turn.text, earlier, language=turn.talk.language)
    except Exception:
        log.exception("the assistant could not answer a question")
        return _store(turn, outcome=Turn.Outcome.HANDOVER, reason=Turn.Reason.FAILED)
    with translation.override(turn.talk.language):
        said = {"prompt": str(found.prompt), "line": str(found.line)}
    return _store(turn, found.versions[:MOST_TOLD], outcome=found.outcome, reason=found.reason, confidence=found.confidence, **said)


def _read(turn) -> tuple[int, ...]:
    """The articles whose answer was shown."""
    return tuple(one.version.article_id for one in turn.told.all() if one.opened_at)


@transaction.atomic
def _store(turn, versions=(), **found) -> Turn:
    """Of two that answer the same question at once the first counts: the conditional UPDATE is the lock."""
    now = timezone.now()
    if Turn.objects.filter(pk=turn.pk, outcome="").update(answered_at=now, **found):
        is_told = found["outcome"] == Turn.Outcome.ANSWER
        Told.objects.bulk_create(
            Told(turn=turn, version=version, place=place, opened_at=now if is_told and not place else None)
            for place, version in enumerate(versions)
        )
        turn.refresh_from_db()
        learning.answered(turn)
    else:
        turn.refresh_from_db()
    return turn


@transaction.atomic
def open_told(talk: Talk, number: int, version: int):
    """They want to read the answer of one that was offered. Nothing happens where it was not."""
    now = timezone.now()
    if Told.objects.filter(turn__talk=talk, turn__number=number, version=version, opened_at=None).update(opened_at=now):
        _goes_on(talk)


def put_otherwise(talk: Talk, number: int, version: int, way: str):
    """They want this answer in other words, or ("") in its own. Asked of the model outside any transaction."""
    told = Told.objects.filter(turn__talk=talk, turn__number=number, version=version).exclude(opened_at=None)
    one = told.select_related("version__article").first()
    if one is None or (way and rewording.reword(one.version, way) is None):
        return
    told.update(way=way)
    _goes_on(talk)


@transaction.atomic
def say_helped(talk: Talk, number: int, helped: bool) -> bool:
    """Whether this was their answer; of two sayings the last counts. Whether there was such a turn."""
    held, now = _held(talk), timezone.now()
    turn = held.turns.filter(number=number).exclude(outcome="").first()
    if held.is_with_human or turn is None:
        return False
    before, turn.helped, turn.helped_at = turn.helped, helped, now
    turn.save(update_fields=["helped", "helped_at"])
    learning.said(turn, before)
    _goes_on(held)
    if helped:
        Talk.objects.filter(pk=held.pk).update(ended=Talk.Ended.ANSWERED, ended_at=now)
    return True


def needs_human(turns) -> str:
    """Why a human should come in now, as in `Turn.Reason`, by the turns of a talk in order; "" where nothing says so."""
    if not turns:
        return ""
    last = turns[-1]
    if last.outcome == Turn.Outcome.HANDOVER and last.reason:
        return last.reason
    failed = sum(turn.helped is False or turn.outcome == Turn.Outcome.HANDOVER for turn in turns)
    return Turn.Reason.TWO_FAILED_TURNS if failed >= FAILED_TURNS and last.helped is False else ""


def _held(talk) -> Talk:
    """One step at a time in each talk."""
    return Talk.objects.select_for_update().get(pk=talk.pk)


def _goes_on(talk):
    Talk.objects.filter(pk=talk.pk).update(last_at=timezone.now(), ended="", ended_at=None)
