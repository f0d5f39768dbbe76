"""Writing what we tell: draft, second pair of eyes, published; and what holds on which day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gehoor.knowledge import writing
from gehoor.knowledge.models import Audience, Stamp, Version
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def saskia():
    return Employee.objects.create_user("saskia.k", first_name="Saskia")


@pytest.fixture
def bram():
    return Employee.objects.create_user("bram.k", first_name="Bram")


def told(article, day=None):
    return [version.question for version in Version.objects.in_force(day).filter(article=article)]


def published(saskia, bram, question="Wat kost een paspoort?", **content):
    version = writing.begin(by=saskia, question=question, **content)
    writing.publish(version, by=bram)
    version.refresh_from_db()
    return version


def test_it_works(saskia, bram):
    draft = writing.begin(by=saskia, question="Wat kost een paspoort?", short_answer="83,87 euro.")
    assert told(draft.article) == []

    writing.offer(draft, by=saskia)
    writing.publish(draft, by=bram)

    assert told(draft.article) == ["Wat kost een paspoort?"]
    assert draft.article.slug == "wat-kost-een-paspoort"


def test_the_author_does_not_publish(saskia):
    draft = writing.begin(by=saskia, question="Wat kost een paspoort?")
    with pytest.raises(writing.SecondPairOfEyes):
        writing.publish(draft, by=saskia)
    assert told(draft.article) == []


def test_what_was_published_stays_while_the_next_is_written(saskia, bram):
    first = published(saskia, bram)
    nxt = writing.change(first.article, by=bram, question="Hoeveel kost een paspoort?", changes="Nieuwe prijs")
    assert (nxt.number, told(first.article)) == (2, ["Wat kost een paspoort?"])

    writing.publish(nxt, by=saskia)
    assert told(first.article) == ["Hoeveel kost een paspoort?"]
    assert writing.change(first.article, by=saskia).number == 3


def test_back_to_what_was_told(saskia, bram):
    first = published(saskia, bram)
    writing.publish(writing.change(first.article, by=bram, question="Fout"), by=saskia)

    again = writing.roll_back(first, by=saskia)

    assert (again.number, told(first.article)) == (3, ["Wat kost een paspoort?"])


def test_it_holds_from_one_day_until_another(saskia, bram):
    today = timezone.localdate()
    first = published(saskia, bram, valid_until=today + timedelta(days=2))
    nxt = writing.change(first.article, by=bram, question="Later", valid_from=today + timedelta(days=2), valid_until=None)
    writing.publish(nxt, by=saskia)

    assert told(first.article) == ["Wat kost een paspoort?"]
    assert told(first.article, today + timedelta(days=2)) == ["Later"]


def test_what_is_over_brings_nothing_older_back(saskia, bram):
    first = published(saskia, bram)
    nxt = writing.change(first.article, by=bram, question="Tijdelijk", valid_until=timezone.localdate())
    writing.publish(nxt, by=saskia)

    assert told(first.article) == ["Tijdelijk"]
    assert told(first.article, timezone.localdate() + timedelta(days=1)) == []


def test_withdrawn_and_brought_back(saskia, bram):
    version = published(saskia, bram)
    before = Stamp.objects.get().value
    writing.withdraw(version.article, by=bram)
    assert told(version.article) == []
    assert Stamp.objects.get().value != before

    writing.bring_back(version.article, by=bram)
    assert told(version.article) == ["Wat kost een paspoort?"]


def test_published_ones_are_not_dropped_or_published_again(saskia, bram):
    version = published(saskia, bram)
    for deed in (writing.drop, writing.publish, writing.offer):
        with pytest.raises(writing.NotOpen):
            deed(version, by=bram)


def test_everybody_reads_only_what_is_for_everybody(saskia, bram):
    published(saskia, bram)
    published(saskia, bram, "Wie tekent dit intern?", audience=Audience.EMPLOYEES)

    assert Version.objects.in_force().told_to(Audience.PUBLIC).count() == 1
    assert Version.objects.in_force().told_to(Audience.EMPLOYEES).count() == 2


def test_two_questions_alike_have_two_addresses(saskia, bram):
    one, other = published(saskia, bram), published(saskia, bram)
    assert (one.article.slug, other.article.slug) == ("wat-kost-een-paspoort", "wat-kost-een-paspoort-2")
    assert published(saskia, bram, "????").article.slug == "vraag"


def test_begins_and_ends_in_order(saskia):
    with pytest.raises(Exception, match="valid_for_a_day"):
        writing.begin(by=saskia, question="Andersom", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1))


def test_what_a_colleague_was_asked_and_said(saskia, bram):
    draft = writing.begin(by=saskia, question="Wat kost een paspoort?")
    review = writing.offer(draft, by=saskia, colleague=bram, note="Klopt de prijs?")
    writing.hand_back(draft, by=bram, remark="Noem ook de prijs voor kinderen.")
    review.refresh_from_db()
    assert (review.outcome, review.decided_by, review.remark) == ("handed_back", bram, "Noem ook de prijs voor kinderen.")

    again = writing.offer(draft, by=saskia)
    writing.change(draft.article, by=saskia, short_answer="83 euro")
    again.refresh_from_db()
    assert again.outcome == "taken_back"

    last = writing.offer(draft, by=saskia)
    writing.publish(draft, by=bram)
    last.refresh_from_db()
    assert last.outcome == "published"
