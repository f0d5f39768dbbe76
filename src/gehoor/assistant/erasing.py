"""Talks in which no human came in are erased after a while; what they add up to is kept, without a word of them."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import house
from .models import Talk, Tally, Turn

AT_ONCE = 200
LEFT_AFTER = timedelta(hours=24)  # nobody came back


def forget_old() -> int:
    """Erase what is old enough; returns how many talks."""
    before = timezone.now() - timedelta(days=house.current().keep_days)
    erased = 0
    while found := _erase(before):
        erased += found
    return erased


def note_left() -> int:
    """Talks that ended without anybody saying so."""
    quiet = Talk.objects.filter(ended="", conversation=None, last_at__lt=timezone.now() - LEFT_AFTER)
    return quiet.update(ended=Talk.Ended.LEFT, ended_at=F("last_at"))


@transaction.atomic
def _erase(before) -> int:
    old = Talk.objects.filter(conversation=None, last_at__lt=before).order_by("pk")
    ids = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
    for alike, number in _counted(ids).items():
        tally, is_new = Tally.objects.get_or_create(**dict(alike), defaults={"number": number})
        if not is_new:
            Tally.objects.filter(pk=tally.pk).update(number=F("number") + number)
    Talk.objects.filter(pk__in=ids).delete()
    return len(ids)


def _counted(talks) -> Counter:
    """How often turns of these talks are alike; the keys are the fields of a `Tally`."""
    turns = Turn.objects.filter(talk__in=talks).select_related("talk").prefetch_related("told__version").order_by("talk", "-number")
    last, found = None, Counter()
    for turn in turns:
        found[tuple(_alike(turn, is_last=turn.talk_id != last).items())] += 1
        last = turn.talk_id
    return found


def _alike(turn, *, is_last) -> dict:
    day = timezone.localdate(turn.at)
    first = next(iter(turn.told.all()), None)
    return {
        "week": day - timedelta(days=day.weekday()), "door": turn.talk.door, "article_id": first and first.version.article_id,
        "outcome": turn.outcome, "reason": turn.reason, "helped": turn.helped, "ended": turn.talk.ended if is_last else "",
    }
