"""The order of what is found: what was typed itself first, near each other, in the subject, and lately."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.search import finding, words
from gehoor.search.asked import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast):
    """Subjects of what is found with these words, the best first."""
    return lambda text: [hit.subject for hit in finding.find(cast.owner, Asked(text=text)).hits]


@pytest.fixture
def wrote(told):
    """Somebody's mail of so many days ago."""

    def write(subject, text, days=0, name="Karel Post"):
        sender = f"{subject.lower().replace(' ', '.')}@voorbeeld.example"
        return told(subject=subject, text=text, address=sender, name=name, at=timezone.now() - timedelta(days=days))

    return write


def test_both_words_together_before_one_of_them_again_and_again(wrote, order):
    about_trees = "Deze bomen zijn ziek, boom voor boom. Wij houden van elke boom. "
    wrote("Bomen in de laan", f"Er hangt een briefje op mijn deur over het snoeien van volgende week dinsdag. {about_trees * 3}", days=90)
    wrote("Gevaar", "Sinds de storm is het hier gevaarlijk: de boom hangt over de weg, vlak bij de speelplaats.")

    assert order("boom hangt") == ["Gevaar", "Bomen in de laan"]


def test_the_word_itself_before_what_it_is_part_of(wrote, order):
    wrote("Bladkorven", "Bladkorf, bladkorf en nog een bladkorf.")
    wrote("Vraag", "Mag de korf een andere kleur?")
    words.learn()

    assert order("korf") == ["Vraag", "Bladkorven"]


def test_the_subject_before_what_was_said(wrote, order):
    wrote("Vraag", "Wat kost een rijbewijs?")
    wrote("Rijbewijs", "Wat kost dat?")

    assert order("rijbewijs") == ["Rijbewijs", "Vraag"]


def test_of_equal_ones_the_newest_first(wrote, order):
    for days in (400, 2, 40):
        wrote(f"Kapotte lantaarn {days}", "Hij doet het niet.", days=days)

    assert order("lantaarn") == ["Kapotte lantaarn 2", "Kapotte lantaarn 40", "Kapotte lantaarn 400"]
