"""Who else is here: told to those who may see the conversation, over processes, and gone by itself."""

import asyncio
import json

import pytest
from django.db import connection

from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.core.live import presence
from gehoor.core.live.hub import Hub
from gehoor.core.live.socket import Screen
from gehoor.people.models import Person
from gehoor.staff.models import Employee, Team
from tests.plugins.site import DEADLINE

from .test_live import cookie, open_socket
from .test_live_check import in_a_loop

pytestmark = pytest.mark.urls("gehoor.core.tests.live_page")


@pytest.fixture
def bram(transactional_db):
    return Employee.objects.create_user("bram", first_name="Bram", role="employee")


@pytest.fixture
def noor(transactional_db):
    return Employee.objects.create_user("noor", first_name="Noor", role="employee")


@pytest.fixture
def topic(transactional_db):
    conversation = Conversation.objects.create(person=Person.objects.create(name="Fatima"), subject="Bladkorf")
    return f"conversation:{conversation.pk}"


def be(socket, topic, doing, **more):
    socket.send(json.dumps({"follow": [topic], "present": [topic, doing], **more}))


def who(socket):
    """The next word on who else is here."""
    while "who" not in (word := json.loads(socket.recv(timeout=DEADLINE))):
        pass
    return word["who"]


def hears(socket, *course):
    """The words come to the last of these, over those before: the same may be told twice, and of two sockets
    either may be heard first."""
    while (told := who(socket)) != course[-1]:
        assert told in course


def other_process(topic, who, process="elsewhere"):
    with connection.cursor() as cursor:
        word = json.dumps({"process": process, "topic": topic, "who": who})
        cursor.execute("SELECT pg_notify(%s, %s)", [presence.CHANNEL, word])


def test_it_works(site, bram, noor, topic):
    with open_socket(site, cookie(bram)) as brams, open_socket(site, cookie(noor)) as noors:
        be(brams, topic, "reads")
        be(noors, topic, "reads")
        hears(noors, [], [["Bram", "reads"]])
        hears(brams, [], [["Noor", "reads"]])
        be(noors, topic, "reply")
        hears(brams, [["Noor", "reads"]], [["Noor", "reply"]])
        noors.close()
        hears(brams, [["Noor", "reply"]], [])
    # That somebody came or went is told, for the lines; who it was, and where they looked, is written nowhere.
    told = events.Event.objects.filter(kind__startswith="presence").values_list("kind", "actor", "conversation_id", "data")
    assert set(map(str, told)) <= {"('presence.changed', None, None, {})"}


def test_another_window_of_oneself_is_nobody_else(site, bram, topic):
    with open_socket(site, cookie(bram)) as one, open_socket(site, cookie(bram)) as two:
        be(one, topic, "reads")
        be(two, topic, "reply")
        assert who(one) == [] and who(two) == []


def test_who_is_at_another_process(site, bram, noor, topic):
    with open_socket(site, cookie(bram)) as brams:
        be(brams, topic, "reads")
        assert who(brams) == []
        other_process(topic, {noor.pk: "note"})
        hears(brams, [], [["Noor", "note"]])
        other_process(topic, {})
        hears(brams, [["Noor", "note"]], [])


@pytest.fixture
def hurried(monkeypatch):
    """What takes half a minute else; asked for before the site."""
    monkeypatch.setattr(presence, "REPEAT", 0.3)


def test_what_a_killed_process_said_is_forgotten(hurried, site, bram, noor, topic, monkeypatch):
    with open_socket(site, cookie(bram)) as brams:
        be(brams, topic, "reads")
        other_process(topic, {noor.pk: "reads"})
        hears(brams, [], [["Noor", "reads"]])
        monkeypatch.setattr(presence, "EXPIRES", 0.1)  # not sooner: it has to be told first
        hears(brams, [["Noor", "reads"]], [])
        assert noor.pk not in site.hub.presence.who(topic)


def test_a_closed_conversation_is_not_told(site, bram, noor, topic):
    team = Team.objects.create(name="Schuldhulp", slug="schuldhulp", is_closed=True)
    closed = Conversation.objects.create(person=Person.objects.create(name="Wim"), team=team)
    noor.teams.add(team)
    secret = f"conversation:{closed.pk}"
    with open_socket(site, cookie(noor)) as noors, open_socket(site, cookie(bram)) as brams:
        be(noors, secret, "reads")
        assert who(noors) == []
        brams.send(json.dumps({"follow": [secret, topic], "present": [secret, "reads"]}))
        be(brams, topic, "reads")
        assert who(brams) == []  # of the open one; nothing came of the closed one
        assert site.hub.presence.who(secret) == {noor.pk: "reads"}


def test_who_left_while_names_are_looked_up_is_not_told_to_be_there(bram, noor, topic):
    assert in_a_loop(_left_meanwhile(bram, noor, topic)) == []


async def _left_meanwhile(bram, noor, topic):
    """What Bram's screen is told last."""
    hub, told = Hub(), []
    hub.heart.start()
    screen = Screen(hub, bram)
    hub.follow(screen, {topic})

    async def send(message):
        told.append(json.loads(message.get("text", "{}")).get("who"))

    away = {"process": "elsewhere", "topic": topic, "who": {}}
    telling = asyncio.create_task(hub.presence.heard({**away, "who": {noor.pk: "reads"}}))
    await asyncio.sleep(0)  # it asks the database
    await hub.presence.heard(away)
    await telling
    screen.close(1000)
    await screen.speak(send)
    return told[0]


def test_garbage_is_passed_over(site, bram, topic):
    with open_socket(site, cookie(bram)) as brams:
        for present in ("x", [], [topic], [topic, 1], [topic, "<script>"], ["conversation:1", "x" * 90], None):
            brams.send(json.dumps({"follow": [topic], "present": present}))
        be(brams, topic, "reads")
        assert who(brams) == []
        assert site.hub.presence.who(topic) == {bram.pk: "reads"}
