"""Talks without a human are erased; what they add up to stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.assistant import erasing, talking
from gehoor.assistant.models import Talk, Tally, Turn

pytestmark = pytest.mark.django_db


def old(page, days=91, **turn):
    talk = talking.begin(talking.Begun("Wat kost een paspoort?", page))
    Turn.objects.filter(talk=talk).update(outcome="handover", reason="unsure", **turn)
    Talk.objects.filter(pk=talk.pk).update(last_at=timezone.now() - timedelta(days=days))
    return talk


def test_it_works(db):
    old("pagina-1")
    old("pagina-2")
    old("pagina-3", days=2)
    assert erasing.note_left() == 3
    assert erasing.forget_old() == 2

    tally = Tally.objects.get()
    assert (tally.number, tally.outcome, tally.reason, tally.ended) == (2, "handover", "unsure", "left")
    assert Talk.objects.get().page == "pagina-3"


def test_later_ones_are_added(db):
    old("pagina-1", helped=False)
    erasing.forget_old()
    old("pagina-2", helped=False)
    erasing.forget_old()

    assert Tally.objects.get().number == 2


def test_what_a_human_took_over_stays(told):
    talk = old("pagina-1")
    Talk.objects.filter(pk=talk.pk).update(conversation=told())

    assert erasing.forget_old() == 0
