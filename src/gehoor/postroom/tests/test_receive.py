"""The one way in: a contact becomes part of one conversation, once."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.conversations import reply_token
from gehoor.conversations.models import Contact, Conversation, Message, WaitingFor
from gehoor.core.models import Event
from gehoor.people.models import Person
from gehoor.postroom.inbound import Inbound, InboundFile, Sender
from gehoor.postroom.receive import receive
from gehoor.staff.models import Team

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def team(db):
    return Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True)


def mail(number=1, *, address="fatima@example.nl", name="Fatima El Idrissi", at=NOON, **changes):
    fields = {
        "channel": "email", "external_id": f"mail-{number}", "at": at, "subject": "Bladkorf in de Lindelaan",
        "sender": Sender("email", address, name), "text": "Komt er een bladkorf?", "message_id": f"<{number}@example.nl>",
    }
    return Inbound(**{**fields, **changes})


def test_it_works(team):
    contact, is_new = receive(mail())

    assert is_new
    assert contact.conversation.team == team
    assert contact.conversation.person.name == "Fatima El Idrissi"
    assert contact.messages.get().text == "Komt er een bladkorf?"
    assert contact.conversation.waiting_for == WaitingFor.US
    assert contact.conversation.waiting_since == NOON
    assert Event.objects.filter(kind="contact.received", conversation_id=contact.conversation_id).count() == 1


def test_announcing_is_queued_in_the_same_transaction():
    contact, _ = receive(mail())

    job = ProcrastinateJob.objects.get(task_name="announce")
    assert job.args == {"contact_id": contact.pk}


def test_second_delivery_changes_nothing():
    first, _ = receive(mail())
    second, is_new = receive(mail())

    assert (second, is_new) == (first, False)
    assert Contact.objects.count() == Message.objects.count() == Conversation.objects.count() == 1


def test_equal_subject_joins_nothing():
    first, _ = receive(mail(1))
    second, _ = receive(mail(2))

    assert first.conversation != second.conversation
    assert first.person == second.person


def test_quoted_reference_of_someone_else_joins_nothing():
    first, _ = receive(mail(1))
    text = f"Over {first.conversation.reference}: hoe staat het?"
    second, _ = receive(mail(2, address="ander@example.nl", name="Ander", text=text, subject=text))

    assert second.conversation != first.conversation
    assert second.conversation.split_from is None


def test_token_of_this_person_joins():
    first, _ = receive(mail(1))
    token = reply_token.issue(first.conversation_id, first.person_id)
    second, _ = receive(mail(2, tokens=(token,), subject="iets anders"))

    assert second.conversation == first.conversation


def test_token_in_someone_elses_hands_opens_a_linked_conversation():
    first, _ = receive(mail(1))
    token = reply_token.issue(first.conversation_id, first.person_id)
    second, _ = receive(mail(2, tokens=(token,), address="buur@example.nl", name="Buur"))

    assert second.conversation != first.conversation
    assert second.conversation.split_from == first.conversation


@pytest.mark.parametrize("token", ["", "a" * 28, "niet-van-ons", "2" * 28, "é" * 28])
def test_forged_token_joins_nothing(token):
    first, _ = receive(mail(1))
    second, _ = receive(mail(2, tokens=(token,)))

    assert second.conversation != first.conversation


def test_changed_token_joins_nothing():
    first, _ = receive(mail(1))
    token = reply_token.issue(first.conversation_id, first.person_id)
    changed = token[:6] + ("b" if token[6] != "b" else "c") + token[7:]
    second, _ = receive(mail(2, tokens=(changed,)))

    assert second.conversation != first.conversation


def test_references_of_someone_taking_part_join():
    first, _ = receive(mail(1))
    second, _ = receive(mail(2, references=("<weg@example.nl>", "<1@example.nl>")))

    assert second.conversation == first.conversation


def test_references_of_a_stranger_open_a_linked_conversation():
    first, _ = receive(mail(1))
    second, _ = receive(mail(2, address="buur@example.nl", name="Buur", references=("<1@example.nl>",)))

    assert second.conversation != first.conversation
    assert second.conversation.split_from == first.conversation


def test_an_answer_that_overtakes_its_question_still_finds_it():
    later, _ = receive(mail(2, references=("<1@example.nl>",), at=NOON + timedelta(hours=1)))
    earlier, _ = receive(mail(1))

    assert earlier.conversation == later.conversation
    assert earlier.conversation.waiting_since == NOON


def test_overtaken_question_of_a_stranger_is_not_joined():
    later, _ = receive(mail(2, references=("<1@example.nl>",)))
    earlier, _ = receive(mail(1, address="buur@example.nl", name="Buur"))

    assert earlier.conversation != later.conversation


def test_reused_message_id_with_other_content_is_kept():
    first, _ = receive(mail(1))
    second, is_new = receive(mail(2, message_id="<1@example.nl>", text="Iets heel anders"))

    assert is_new
    assert second.messages.get().text == "Iets heel anders"
    assert first.pk != second.pk


def test_coming_back_opens_a_closed_conversation():
    first, _ = receive(mail(1))
    first.conversation.close(by=None, solved=True)
    second, _ = receive(mail(2, references=("<1@example.nl>",), at=NOON + timedelta(days=1)))

    conversation = Conversation.objects.get(pk=second.conversation_id)
    assert not conversation.is_closed
    assert Event.objects.filter(kind="conversation.reopened").exists()


def test_out_of_office_opens_nothing_and_asks_nothing():
    first, _ = receive(mail(1))
    first.conversation.answered(NOON + timedelta(hours=1))
    first.conversation.close(by=None)
    receive(mail(2, references=("<1@example.nl>",), automatic="out-of-office"))

    conversation = Conversation.objects.get(pk=first.conversation_id)
    assert conversation.is_closed
    assert conversation.waiting_for == WaitingFor.PERSON


def test_carried_conversation_is_continued():
    first, _ = receive(mail(1))
    call = mail(2, channel="phone", external_id=None, sender=None, person_id=first.person_id, message_id="",
                conversation_id=first.conversation_id)
    second, _ = receive(call)

    assert second.conversation == first.conversation
    assert second.channel == "phone"


def test_joined_conversation_is_followed():
    first, _ = receive(mail(1))
    second, _ = receive(mail(2))
    from gehoor.conversations import threading

    threading.join(second.conversation, into=first.conversation, by=None)
    token = reply_token.issue(second.conversation_id, second.person_id)
    third, _ = receive(mail(3, tokens=(token,)))

    assert third.conversation == first.conversation


def test_joining_other_peoples_conversations_is_refused():
    first, _ = receive(mail(1))
    second, _ = receive(mail(2, address="ander@example.nl"))
    from gehoor.conversations import threading

    with pytest.raises(ValueError):
        threading.join(second.conversation, into=first.conversation, by=None)


def test_two_people_with_one_address_are_told_apart_by_name():
    first, _ = receive(mail(1, name="Jan de Boer", address="samen@example.nl"))
    ria = Person.objects.create(name="Ria de Boer")
    ria.addresses.create(kind="email", value="samen@example.nl")

    assert receive(mail(2, name="Ria de Boer", address="samen@example.nl"))[0].person == ria
    assert receive(mail(3, name="Jan de Boer", address="samen@example.nl"))[0].person == first.person
    unknown = receive(mail(4, name="", address="samen@example.nl"))[0].person
    assert unknown not in (ria, first.person)


def test_no_sender_is_still_filed(team):
    contact, _ = receive(mail(1, sender=None))

    assert contact.conversation.team == team
    assert contact.person.name == ""


def test_equal_files_are_kept_once():
    logo = InboundFile("logo.png", "image/png", b"\x89PNG logo")
    receive(mail(1, files=(logo, logo)))
    receive(mail(2, files=(logo,)))

    from gehoor.conversations.models import Attachment, Blob

    assert Attachment.objects.count() == 3
    assert Blob.objects.count() == 1


def test_a_mail_longer_than_search_can_hold_is_kept_whole():
    words = " ".join(f"woord{number}" for number in range(300_000))
    contact, _ = receive(mail(1, text=words))

    assert contact.messages.get().text == words


def test_an_absurd_message_id_still_threads():
    absurd = "<" + "\U0001f98b" * 900 + "@example.nl>"
    first, _ = receive(mail(1, message_id=absurd))
    second, _ = receive(mail(2, references=(absurd,)))

    assert second.conversation == first.conversation


def test_an_answer_never_stands_before_what_it_answers():
    first, _ = receive(mail(1))
    slow_clock, _ = receive(mail(2, references=("<1@example.nl>",), at=NOON - timedelta(minutes=7)))

    assert slow_clock.at > first.at
    assert list(first.conversation.messages.values_list("contact", flat=True)) == [first.pk, slow_clock.pk]
