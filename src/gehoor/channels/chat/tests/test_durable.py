"""What is shown as sent is stored: a page hears that its message is there only once that is committed."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.db import connection, transaction

from gehoor.channels.chat import starting
from gehoor.conversations.models import Conversation, Message
from tests.plugins.site import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(site, cast):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1"))
    told = Request(
        f"{site.url}/chat/{starting.key_of(chat)}/", urlencode({"text": "Ook hier?", "once": "eenmalig-1"}).encode(),
        {"Accept": "application/json"},
    )
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Conversation.objects.held().get(pk=chat.conversation_id)
            answer = pool.submit(urlopen, told, timeout=20)
            wait_until(somebody_waits_for_us)
            assert not answer.done()
        with answer.result() as response:
            newest = json.load(response)["newest"]

    assert Message.objects.get(pk=newest).text == "Ook hier?"


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        return bool(cursor.fetchone()[0])
