"""Deeds that cross: mail that comes in while someone closes or joins, two who press the same button."""

import threading as threads
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from gehoor.channels.email import outbound
from gehoor.channels.email.models import Mailbox
from gehoor.conversations import reply_token, threading
from gehoor.conversations.models import Conversation, Message, WaitingFor
from gehoor.people.models import DigitalAddress
from gehoor.postroom import reading, send
from gehoor.postroom.models import Arrival, Delivery
from gehoor.queues import worklist

pytestmark = pytest.mark.django_db


def url(conversation, verb):
    return f"/desk/conversations/{conversation.reference}/{verb}/"


def fresh(conversation):
    return Conversation.objects.select_related("team").get(pk=conversation.pk)


def a_lock_is_waited_for(within=20):
    until = time.monotonic() + within
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
            if cursor.fetchone():
                return True
    return False


@pytest.mark.django_db(transaction=True)
def test_mail_that_comes_in_while_someone_closes_is_seen_first(cast, told):
    conversation = told()
    client, answers = Client(), []
    client.force_login(cast.owner)
    seen = Message.objects.latest("pk").pk

    def close():
        answers.append(client.post(url(conversation, "closure"), {"close-solved": "yes", "close-seen": seen}).status_code)
        connection.close()

    closing = threads.Thread(target=close)
    with transaction.atomic():
        told(text="Nog iets", references=(Message.objects.get().message_id,))
        closing.start()
        assert a_lock_is_waited_for()
    closing.join()

    assert answers == [409]
    assert not fresh(conversation).is_closed


def test_close_after_what_was_not_seen_is_not_done(cast, told, as_employee):
    conversation = told()
    seen = Message.objects.latest("pk").pk
    told(text="Nog iets anders", references=(Message.objects.get().message_id,))

    response = as_employee(cast.owner).post(url(conversation, "closure"), {"close-solved": "yes", "close-seen": seen})

    assert response.status_code == 409
    assert "Nog iets anders" in response.content.decode()
    assert not fresh(conversation).is_closed


def test_an_open_question_joined_into_a_closed_one_stays_to_be_done(cast, told):
    first, second = told(), told()
    first.close(by=cast.owner, solved=True)
    first.answered(first.last_contact_at)

    threading.join(second, into=first, by=cast.owner)

    assert not fresh(first).is_closed
    assert fresh(first).waiting_for == WaitingFor.US
    assert fresh(first).waiting_since == second.waiting_since


def test_joining_into_what_was_joined_further_goes_all_the_way(cast, told):
    first, second, third = told(), told(), told()
    threading.join(second, into=first, by=cast.owner)

    assert threading.join(third, into=second, by=cast.owner) == first
    assert first.contacts.count() == 3
    with pytest.raises(ValueError):
        threading.join(first, into=second, by=cast.owner)


def test_what_was_joined_goes_to_the_closed_team_too(cast, told, as_employee):
    first, second = told(), told(subject="Mijn schulden")
    threading.join(second, into=first, by=cast.owner)
    as_employee(cast.owner).post(url(first, "team"), {"team": cast.teams.closed.pk})

    assert as_employee(cast.outsider).get(f"/desk/conversations/{second.reference}/").status_code == 404


@pytest.mark.parametrize("verb, data", [
    ("note", {"note-text": "Erik bellen"}), ("reply", {"reply-text": "Ja.", "reply-to": "email:fatima@voorbeeld.example"}),
])
def test_what_is_written_on_a_page_that_was_joined_meanwhile_stands_where_the_story_goes_on(
    cast, told, as_employee, verb, data
):
    first, second = told(), told()
    threading.join(second, into=first, by=cast.owner)

    assert as_employee(cast.owner).post(url(second, verb), data).status_code == 302
    assert first.contacts.count() == 3


@pytest.fixture
def answered(cast, told, as_employee):
    conversation = told()
    data = {"reply-text": "Ja.", "reply-to": "email:fatima@voorbeeld.example"}
    as_employee(cast.owner).post(url(conversation, "reply"), data)
    return Delivery.objects.get(acknowledges=None)


def test_an_answer_that_comes_back_opens_what_was_closed(cast, answered):
    conversation = answered.message.conversation
    conversation.close(by=cast.owner, solved=True)

    send.give_back(answered, "550 unknown")

    assert not fresh(conversation).is_closed
    assert fresh(conversation).waiting_for == WaitingFor.US


def test_two_who_send_again_at_once_send_one_mail(cast, answered):
    send.give_back(answered, "550 unknown")
    same = Delivery.objects.get(pk=answered.pk)

    assert [send.try_again(answered, by=cast.owner), send.try_again(same, by=cast.mate)] == [True, False]


def test_a_bounce_that_is_quicker_than_we_are_stays(answered):
    same = Delivery.objects.get(pk=answered.pk)
    send.give_back(same, "550 unknown")
    send._mark_sent(answered)

    assert Delivery.objects.get(pk=answered.pk).state == Delivery.State.FAILED


def test_what_cannot_be_handed_over_at_all_comes_back_at_last(answered):
    Delivery.objects.filter(pk=answered.pk).update(channel="duif")

    with pytest.raises(LookupError):
        send.deliver(answered.pk)
    send.deliver(answered.pk, last_try=True)

    assert Delivery.objects.get(pk=answered.pk).state == Delivery.State.FAILED


def test_mail_that_came_back_is_not_said_by_the_person(cast, told, as_employee, answered):
    from gehoor.postroom.inbound import Undeliverable

    undeliverable = Undeliverable(answered.message.message_id, reason="550 unknown")
    conversation = told(name="Mailer", address="mailer@x.example", automatic="bounce", undeliverable=undeliverable)
    page = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()

    assert conversation == answered.message.conversation
    assert page.count('<h3 class="utterance__who">Fatima') == 1


def test_a_form_of_a_partner_opens_what_was_closed(cast, told):
    conversation = told()
    conversation.close(by=cast.owner, solved=True)
    told(automatic="auto", references=(Message.objects.get().message_id,))

    assert not fresh(conversation).is_closed


def test_an_address_a_helper_wrote_from_stays_the_helpers(cast, told, as_employee):
    conversation = told()
    token = reply_token.issue(conversation.pk, conversation.person_id)
    helper = told(address="hulp@voorbeeld.example", name="Hulp", tokens=(token,))
    threading.join(helper, into=conversation, by=cast.owner)
    DigitalAddress.objects.filter(value="hulp@voorbeeld.example").delete()
    told(references=(Message.objects.earliest("pk").message_id,))

    to = "email:hulp@voorbeeld.example"
    data = {"reply-text": "Ja.", "reply-to": to, "reply-sure": to}
    as_employee(cast.owner).post(url(conversation, "reply"), data)

    assert Delivery.objects.get(acknowledges=None).message.contact.person == helper.person
    assert not conversation.person.addresses.filter(value="hulp@voorbeeld.example").exists()


@pytest.mark.parametrize("verb, field", [("assignment", "employee"), ("team", "team")])
def test_a_number_of_thousands_of_digits_is_refused(cast, told, as_employee, verb, field):
    assert as_employee(cast.owner).post(url(told(), verb), {field: "9" * 5000}).status_code == 422


def test_a_call_by_a_person_of_thousands_of_digits_is_refused(cast, as_employee):
    data = {"choice": "person:" + "9" * 5000, "text": "Hallo", "now": "us"}

    assert as_employee(cast.owner).post("/channels/phone/", data).status_code == 422


def test_what_no_team_has_is_in_everyones_list(cast, told):
    conversation = told()
    Conversation.objects.update(team=None)

    assert conversation in worklist.select(cast.outsider, "team")


def test_an_original_for_a_closed_team_is_for_its_members(cast, as_employee):
    mailbox = Mailbox.objects.create(address="schuld@wierdorp.test", team=cast.teams.closed)
    arrival = Arrival.objects.create(
        channel="email", source="smtp", digest="1" * 64, original=b"\x00", size=1, envelope={"recipients": [mailbox.address]}
    )
    reading.read_one(arrival.pk)
    page = f"/desk/unreadable/{arrival.pk}/original/"

    assert as_employee(cast.outsider).get(page).status_code == 404
    assert as_employee(cast.insider).get(page).status_code == 200


def test_an_odd_kind_of_file_goes_out_as_a_file(cast, told, as_employee):
    data = {"reply-text": "Ja.", "reply-to": "email:fatima@voorbeeld.example", "reply-files": [
        SimpleUploadedFile("a.zip", b"PK", content_type="zip"),
        SimpleUploadedFile("b.eml", b"Subject: caf\xe9\r\n\r\n\xe9", content_type="message/rfc822"),
    ]}
    as_employee(cast.owner).post(url(told(), "reply"), data)
    mail = outbound.build(Delivery.objects.get(acknowledges=None), Mailbox(address="gemeente@wierdorp.test"))

    assert mail.message().as_bytes().count(b"application/octet-stream") == 2
