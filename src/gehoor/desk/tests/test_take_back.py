"""Undo send: an answer waits some seconds; it either left or was taken back, never both and never neither."""

import threading as threads
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.conversations.models import Attachment, Conversation, Message, WaitingFor
from gehoor.postroom import send
from gehoor.postroom.models import Delivery, Draft, DraftFile

pytestmark = pytest.mark.django_db
TO = "email:fatima@voorbeeld.example"


@pytest.fixture(autouse=True)
def ten_seconds(settings):
    settings.UNDO_SECONDS = 10


@pytest.fixture
def sent(cast, told, as_employee):
    """(conversation, client of Bram, delivery) after Bram answered with a file."""
    conversation, client = told(), as_employee(cast.owner)
    data = {"reply-text": "Ja, vrijdag.", "reply-to": TO, "reply-files": [SimpleUploadedFile("a.txt", b"abc")]}
    client.post(url(conversation, "reply"), data)
    return conversation, client, Delivery.objects.get(acknowledges=None)


def url(conversation, verb):
    return f"/desk/conversations/{conversation.reference}/{verb}/"


def take_back(client, conversation, delivery):
    return client.post(url(conversation, "withdrawal"), {"delivery": delivery.pk}, follow=True)


def test_it_works(sent):
    conversation, client, delivery = sent
    before = Conversation.objects.get(pk=conversation.pk)
    job = ProcrastinateJob.objects.get(task_name="deliver", args__delivery_id=delivery.pk)
    assert job.scheduled_at > delivery.queued_at + timedelta(seconds=8)
    assert before.waiting_for == WaitingFor.PERSON

    page = take_back(client, conversation, delivery).content.decode()

    assert "Ja, vrijdag.</textarea>" in page and "a.txt" in page
    assert not Delivery.objects.filter(pk=delivery.pk).exists()
    assert Message.objects.filter(conversation=conversation, contact__employee__isnull=False).count() == 0
    assert Draft.objects.get().fields["to"] == TO
    assert bytes(DraftFile.objects.get().content) == b"abc"
    after = Conversation.objects.get(pk=conversation.pk)
    assert (after.waiting_for, after.waiting_since) == (WaitingFor.US, conversation.waiting_since)
    assert after.last_contact_at == conversation.last_contact_at
    send.deliver(delivery.pk)  # the job comes at its time and finds nothing to do
    assert not Attachment.objects.exists()


def test_sent_again_after_being_taken_back(sent):
    conversation, client, delivery = sent
    take_back(client, conversation, delivery)
    file = DraftFile.objects.get()
    data = {"reply-text": "Ja, zaterdag.", "reply-to": TO, "reply-file": file.token, "draft-version": 1}

    assert client.post(url(conversation, "reply"), data).status_code == 302
    assert Delivery.objects.get(acknowledges=None).message.attachments.get().name == "a.txt"


def test_what_was_begun_meanwhile_stays_too(sent):
    conversation, client, delivery = sent
    client.post(url(conversation, "draft"), {"reply-text": "En nog iets", "draft-page": "x"})
    take_back(client, conversation, delivery)

    assert Draft.objects.get().text == "Ja, vrijdag.\n\nEn nog iets"


def test_too_late_says_so(sent):
    conversation, client, delivery = sent
    assert send.claim(delivery.pk)

    page = take_back(client, conversation, delivery).content.decode()

    assert "Al verzonden" in page
    assert Delivery.objects.filter(pk=delivery.pk).exists() and not Draft.objects.exists()


def test_twice_is_once(sent):
    conversation, client, delivery = sent
    take_back(client, conversation, delivery)
    take_back(client, conversation, delivery)

    assert Draft.objects.count() == 1


def test_only_who_sent_it(sent, cast, as_employee):
    conversation, _client, delivery = sent
    page = as_employee(cast.mate).get(f"/desk/conversations/{conversation.reference}/").content.decode()

    assert "data-leaves-in" not in page
    take_back(as_employee(cast.mate), conversation, delivery)
    assert Delivery.objects.filter(pk=delivery.pk).exists()


def test_mail_that_came_in_meanwhile_keeps_its_place(sent, told):
    conversation, client, delivery = sent
    told(conversation_id=conversation.pk, text="Nog iets")
    take_back(client, conversation, delivery)

    after = Conversation.objects.get(pk=conversation.pk)
    assert (after.waiting_for, after.waiting_since) == (WaitingFor.US, conversation.waiting_since)


def test_a_closed_conversation_opens_again(sent, cast):
    conversation, client, delivery = sent
    Conversation.objects.get(pk=conversation.pk).close(by=cast.owner, solved=True)
    take_back(client, conversation, delivery)

    assert not Conversation.objects.get(pk=conversation.pk).is_closed


def test_the_timeline_tells_it(sent):
    conversation, client, delivery = sent
    page = take_back(client, conversation, delivery).content.decode()

    assert 'class="timeline__event"' in page
    assert "Bram de Wit" in page


def test_what_we_send_by_ourselves_leaves_at_once(cast, told):
    from gehoor.postroom.announce import announce

    announce(told().contacts.get().pk)

    assert Delivery.objects.get().leaves_at is None


@pytest.mark.django_db(transaction=True)
def test_of_worker_and_undo_exactly_one_is_first(cast, told, settings, tmp_path):
    settings.OUTGOING_FOLDER = tmp_path
    from gehoor.channels.email.models import Mailbox

    Mailbox.objects.create(address="gemeente@wierdorp.test", is_active=True)
    client = Client()
    client.force_login(cast.owner)
    for number in range(6):
        conversation = told()
        client.post(url(conversation, "reply"), {"reply-text": f"Antwoord {number}", "reply-to": TO})
        delivery = Delivery.objects.get(message__conversation=conversation, acknowledges=None)
        gate = threads.Barrier(2, timeout=30)

        def work(gate=gate, delivery=delivery):
            gate.wait()
            send.deliver(delivery.pk)
            connection.close()

        def undo(gate=gate, delivery=delivery, conversation=conversation):
            gate.wait()
            take_back(client, conversation, delivery)
            connection.close()

        both = [threads.Thread(target=work), threads.Thread(target=undo)]
        [one.start() for one in both]
        [one.join() for one in both]
        left = len(list(tmp_path.glob(f"*-{delivery.pk}.eml")))
        taken_back = Draft.objects.filter(conversation=conversation).count()
        assert left + taken_back == 1, f"sent {left} times and taken back {taken_back} times"
