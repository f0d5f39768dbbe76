"""Of many that match, the newest are taken, and no more than it takes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.postroom import note
from gehoor.search import finding, query, words
from gehoor.search.asked import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def newest(cast):
    """References of the `most` newest that this employee's words match, before they are put in order."""

    def ask(text, most, expected=0, **filters):
        typed = replace(query.strict(text, *words.holding(query.words_of(text))), expected=expected)
        sql, parameters = finding.matching_sql(cast.owner, Asked(text=text, **filters), typed, most)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found = [pk for (pk,) in cursor.fetchall()]
        return {conversation.reference for conversation in Conversation.objects.filter(pk__in=found)}

    return ask


@pytest.fixture
def three(told):
    """About the same, told three, two and one days ago."""
    return [told(address=f"p{days}@voorbeeld.example", at=timezone.now() - timedelta(days=days)) for days in (3, 2, 1)]


def test_it_works(three, newest):
    assert newest("bladkorf", 2) == {three[1].reference, three[2].reference}


def test_what_is_said_in_an_old_one_makes_it_new(cast, three, newest):
    note.add_internal(three[0], "Gebeld over de bladkorf.", by=cast.mate)

    assert newest("bladkorf", 2) == {three[0].reference, three[2].reference}


def test_what_may_not_be_seen_takes_no_place(cast, told, three, newest):
    told(address="p0@voorbeeld.example", team=cast.teams.closed)

    assert newest("bladkorf", 1) == {three[2].reference}


def test_the_newest_of_what_the_filters_let_through(cast, three, newest):
    three[2].close(by=cast.mate)

    assert newest("bladkorf", 1, state="open") == {three[1].reference}


def test_a_usual_word_gives_the_same(three, newest):
    assert newest("bladkorf", 2, expected=1_000_000) == {three[1].reference, three[2].reference}


@pytest.mark.parametrize("typed", ["cafe", "café", "Idrissi", "gevel"])
def test_the_place_is_found_however_it_is_accented(cast, told, typed):
    told(name="Fatima El Idrïssi", text="Vooraf. " * 60 + "De gével van het CAFÉ van Idríssi is groen.")

    [hit] = finding.find(cast.owner, Asked(text=typed)).hits

    assert "CAFÉ" in hit.extract and not hit.extract_begins
