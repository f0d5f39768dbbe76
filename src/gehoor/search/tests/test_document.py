"""The database keeps the words of a conversation, whoever writes what is in it."""

import pytest
from django.db import connection

from gehoor.conversations.models import Conversation, Message
from gehoor.people import register
from gehoor.postroom import note
from gehoor.postroom.inbound import InboundFile
from gehoor.search import counting, finding
from gehoor.search.asked import Asked
from gehoor.search.models import Document, SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture
def finds(cast):
    """Whether the owner finds this conversation with these words."""

    def ask(conversation, text):
        return conversation.reference in [hit.reference for hit in finding.find(cast.owner, Asked(text=text)).hits]

    return ask


def test_it_works(told, finds):
    conversation = told(text="Bij de speeltuin", files=(InboundFile("Kaart_wijk.pdf", "application/pdf", b"%PDF"),))

    for text in ("speeltuin", "wijk", "kaart", "Idrissi", "Idrissi bladkorf speeltuin wijk"):
        assert finds(conversation, text), text


def test_each_further_message_counts(cast, told, finds):
    conversation = told()
    note.add_internal(conversation, "De kraanwagen komt vrijdag.", by=cast.mate)

    assert finds(conversation, "kraanwagen") and finds(conversation, "lindelaan kraanwagen")


def test_what_changes_is_found_as_it_is_now(cast, told, finds):
    conversation = told()
    conversation.rename("Zwerfvuil bij de molen", by=cast.mate)
    conversation.say_status("Wacht op de hovenier", by=cast.mate)
    register.rename(conversation.person, "Sofia Bennani", by=cast.mate)
    Message.objects.filter(conversation=conversation).update(text="Een andere tekst, overgetypt")

    for text in ("molen", "hovenier", "Bennani", "overgetypt"):
        assert finds(conversation, text), text
    for text in ("Idrissi", "lindelaan"):
        assert not Document.objects.filter(pk=conversation.pk, words=text).exists(), text


def test_how_it_ended_is_found(cast, told, finds):
    conversation = told()
    conversation.close(by=cast.mate, solved=True, reason="Plantenbak geplaatst")

    assert finds(conversation, "plantenbak")


def test_a_message_that_moves_takes_its_words_along(told, finds):
    one, other = told(text="Over de eekhoorn"), told(address="ander@voorbeeld.example")
    Message.objects.filter(conversation=one).update(conversation=other)

    assert finds(other, "eekhoorn") and not finds(one, "eekhoorn")


def test_a_story_that_is_removed_is_gone(told):
    conversation = told()
    Message.objects.filter(conversation=conversation).delete()

    assert Document.objects.filter(pk=conversation.pk, words="bladkorf").exists()  # of its subject
    assert not Document.objects.filter(pk=conversation.pk, words="jaar").exists()


def test_more_words_than_fit_are_left_out_and_nothing_fails(cast, told, finds):
    conversation = told()
    for part in range(12):
        note.add_internal(conversation, " ".join(f"nummer{part}x{one}" for one in range(9000)), by=cast.mate)

    assert conversation.messages.count() == 13
    assert finds(conversation, "lindelaan") and finds(conversation, "nummer1x77")


def test_open_is_what_has_no_closure(cast, told):
    conversation = told()
    conversation.close(by=cast.mate)
    assert not Conversation.objects.open().filter(pk=conversation.pk).exists()

    conversation.reopen(by=cast.mate)
    assert Conversation.objects.open().filter(pk=conversation.pk).exists()


def test_a_document_can_outlive_its_conversation_within_a_transaction():
    with connection.cursor() as cursor:  # a deletion in SQL may take messages last, and each rebuilds the document
        cursor.execute("SELECT search_said_at(0)")
        assert cursor.fetchone()[0]


def test_who_may_see_nothing_finds_nothing(cast, told):
    """Also with a reference, and in what they saved when they could."""
    conversation = told()
    view = SavedView(pk=1, owner=cast.admin, name="Blad", asked={"text": "bladkorf"})

    for text in ("bladkorf", conversation.reference, "Fatima"):
        assert finding.find(cast.admin, Asked(text=text)).hits == []
    assert finding.meant(cast.admin, Asked(text="bladkof")) == []
    assert counting.counts(cast.admin, [view]) == {1: 0}
