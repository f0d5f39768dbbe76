"""What is shown as sent is stored: a page hears that its message is there only once that is committed."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.db import connection, transaction

from gehoor.callbacks.models import CallBack, CallBackRules
from gehoor.channels.chat import ending, starting
from gehoor.channels.chat.models import Chat
from gehoor.conversations.models import Conversation, Message
from gehoor.core.models import Event
from gehoor.lines.models import Turn
from tests.plugins.site import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(site, cast):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1"))
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Conversation.objects.held().get(pk=chat.conversation_id)
            answer = pool.submit(say, site, chat, "Ook hier?")
            wait_until(somebody_waits_for_us)
            assert not answer.done()
        with answer.result() as response:
            newest = json.load(response)["newest"]

    assert Message.objects.get(pk=newest).text == "Ook hier?"


def test_what_is_sent_while_an_employee_hangs_up_stands_in_line_again(site, cast):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1"))
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Conversation.objects.held().get(pk=chat.conversation_id)
            answer = pool.submit(say, site, chat, "En in de Kerkstraat?")
            wait_until(somebody_waits_for_us)
            ending.end(chat, by=cast.owner)
        answer.result().close()

    assert Chat.objects.get().is_running
    assert Turn.objects.current().get().state == Turn.State.WAITING
    assert Event.objects.filter(kind="contact.received").count() == 2, "open screens and the work list hear of it"


def test_two_who_ask_to_be_called_at_the_same_first_half_hour_are_both_called(cast, clock):
    clock.is_at("2026-11-22T10:00")
    CallBackRules.objects.create(pk=1, per_half_hour=1)
    first, second = (starting.start(starting.Asked("Bel mij", f"startpagina-{number}")) for number in (1, 2))
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            ending.go_on(first, "call", phone="+31612345678")
            other = pool.submit(in_a_thread, ending.go_on, second, "call", phone="+31687654321")
            wait_until(somebody_waits_for_us)
        other.result()

    assert CallBack.objects.waiting().values("begins").distinct().count() == 2


def in_a_thread(deed, *arguments, **more):
    try:
        return deed(*arguments, **more)
    finally:
        connection.close()


def say(site, chat, text):
    return urlopen(Request(
        f"{site.url}/chat/{starting.key_of(chat)}/", urlencode({"text": text, "once": "eenmalig-1"}).encode(),
        {"Accept": "application/json"},
    ), timeout=20)


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        return bool(cursor.fetchone()[0])
