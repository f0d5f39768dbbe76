"""Questions without an answer, put together where they ask the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.knowledge import gaps
from gehoor.knowledge.models import Unanswered


def asked(*texts):
    now = timezone.now()
    return [Unanswered(pk=number, text=text, door="page", at=now - timedelta(hours=number)) for number, text in enumerate(texts)]


def worth(stem):
    """As where every article has the first, and some have to do with bringing and fetching."""
    return 1.0 if stem.startswith(("aanvr", "subsid")) else 3.0 if stem.startswith(("opgehaald", "ophal", "inlever")) else 6.0


def groups(*texts):
    return [sorted(gap.wordings) for gap in gaps.together(asked(*texts), worth)]


def test_it_works():
    assert groups(
        "wanneer wordt de kerstboom opgehaald", "kerstboom ophalen", "waar kan ik mijn kerstboom inleveren",
        "hoe word ik pleegouder", "pleegouder worden",
    ) == [
        ["kerstboom ophalen", "waar kan ik mijn kerstboom inleveren", "wanneer wordt de kerstboom opgehaald"],
        ["hoe word ik pleegouder", "pleegouder worden"],
    ]


def test_words_that_all_articles_have_put_nothing_together():
    assert len(groups("kan ik een subsidie aanvragen voor een warmtepomp", "kan ik een subsidie aanvragen voor mijn vereniging",
                      "kan ik een ontheffing aanvragen voor vuurwerk")) == 3


def test_the_same_wording_counts_each_time():
    gap, = gaps.together(asked("kerstboom", "Kerstboom", "kerstboom"), worth)
    assert (gap.times, gap.wordings, gap.title) == (3, ["kerstboom", "Kerstboom"], "kerstboom")


@pytest.mark.parametrize("text", ["", "???", "wat is er", "éé"])
def test_words_that_say_little(text):
    assert len(gaps.together(asked(text, "kerstboom"), worth)) == 2
