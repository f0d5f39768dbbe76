"""Live screens: a screen shows what a fresh load shows, whatever was missed; and only to whom it may."""

import contextlib
import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.core.live import topics
from gehoor.people.models import Person
from gehoor.staff.models import Employee, Team
from tests.plugins.site import DEADLINE, wait_until

pytestmark = pytest.mark.urls("gehoor.core.tests.live_page")


@pytest.fixture
def bram(transactional_db):
    return Employee.objects.create_user("bram", password="a long enough word", role="employee")


@pytest.fixture
def conversation(transactional_db):
    return Conversation.objects.create(person=Person.objects.create(name="Fatima"), subject="Bladkorf")


def cookie(employee):
    client = Client()
    client.force_login(employee)
    return client.cookies["sessionid"].value


def open_socket(site, session, origin=None):
    headers = {"Cookie": f"sessionid={session}"} if session else {}
    return connect(
        f"ws://127.0.0.1:{site.port}/live/", origin=origin or site.url, additional_headers=headers, compression=None
    )


def follow(socket, *names):
    socket.send(json.dumps({"follow": names}))


def heard(socket):
    return json.loads(socket.recv(timeout=DEADLINE))


def closed_with(socket):
    with pytest.raises(ConnectionClosed) as closing:
        while True:
            socket.recv(timeout=DEADLINE)
    return closing.value.rcvd.code


def test_it_tells_what_changed(site, bram, conversation):
    with open_socket(site, cookie(bram)) as socket:
        follow(socket, f"conversation:{conversation.pk}")
        assert heard(socket)["version"] == topics.version(f"conversation:{conversation.pk}")
        event = events.record("note.added", conversation_id=conversation.pk)
        assert heard(socket) == {"topic": f"conversation:{conversation.pk}", "event": event.pk}


def test_anonymous_and_administrators_hear_nothing(site, bram):
    admin = Employee.objects.create_user("admin", role="admin")
    with open_socket(site, None) as socket:
        assert closed_with(socket) == 4401
    with open_socket(site, cookie(admin)) as socket:
        assert closed_with(socket) == 4403


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null"])
def test_other_pages_cannot_open_a_socket(site, bram, origin):
    with pytest.raises(InvalidStatus) as refused:
        open_socket(site, cookie(bram), origin=origin)
    assert refused.value.response.status_code == 403


def test_a_closed_team_stays_closed(site, bram, conversation):
    team = Team.objects.create(name="Schuldhulp", slug="schuldhulp", is_closed=True)
    other = Conversation.objects.create(person=conversation.person, subject="Schuld", team=team)
    with open_socket(site, cookie(bram)) as socket:
        follow(socket, f"conversation:{other.pk}", "conversation:999999", "nonsense", "queue:1", "queue")
        assert heard(socket)["topic"] == "queue"
        events.record("note.added", conversation_id=other.pk)
        assert heard(socket)["topic"] == "queue"
        assert site.hub.followers.keys() == {"queue"}


def test_moving_to_a_closed_team_ends_following(site, bram, conversation):
    team = Team.objects.create(name="Schuldhulp", slug="schuldhulp", is_closed=True)
    topic = f"conversation:{conversation.pk}"
    with open_socket(site, cookie(bram)) as socket:
        follow(socket, topic)
        heard(socket)
        Conversation.objects.filter(pk=conversation.pk).update(team=team)
        events.record("conversation.moved", conversation_id=conversation.pk)
        wait_until(lambda: topic not in site.hub.followers)


@pytest.mark.parametrize("end", ["log-out", "expiry", "password", "leaves"])
def test_the_end_of_a_log_in_closes_the_socket(site, bram, end):
    session = cookie(bram)
    with open_socket(site, session) as socket:
        follow(socket, "queue")
        heard(socket)
        if end == "log-out":
            client = Client()
            client.cookies["sessionid"] = session
            client.post("/account/logout/")
        elif end == "expiry":
            Session.objects.filter(pk=session).update(expire_date="2020-01-01T00:00Z")
        elif end == "password":
            bram.set_password("another long word")
            bram.save()
        else:
            Employee.objects.filter(pk=bram.pk).update(is_active=False)
        if end != "log-out":
            events.record("employee.changed")
        assert closed_with(socket) == 4401


def test_limits(site, bram):
    session = cookie(bram)
    for message in ("x" * 5000, json.dumps({"follow": [f"conversation:{number}" for number in range(51)]})):
        with open_socket(site, session) as socket:
            socket.send(message)
            assert closed_with(socket) == 4429
    with open_socket(site, session) as socket:
        for garbage in ("", "[]", '{"follow": 1}', '{"follow": [1]}', "[" * 2000, '{"follow": ["conversation:9999999999999999999999"]}'):
            socket.send(garbage)
        follow(socket, "queue")
        assert heard(socket)["topic"] == "queue"
    wait_until(lambda: not site.hub.sockets)


def test_too_many_sockets_of_one_employee(site, bram):
    session = cookie(bram)
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            socket = stack.enter_context(open_socket(site, session))
            follow(socket, "queue")
            heard(socket)
        assert closed_with(stack.enter_context(open_socket(site, session))) == 4429


def test_a_lost_word_is_found_by_looking(site, bram, conversation):
    with open_socket(site, cookie(bram)) as socket:
        follow(socket, "queue")
        heard(socket)
        event = events.Event.objects.create(kind="note.added", conversation_id=conversation.pk)  # wakes nobody
        assert heard(socket) == {"topic": "queue", "event": event.pk}


def test_version_counts_what_was_committed_late(db, conversation):
    topic = f"conversation:{conversation.pk}"
    late, last = (events.Event.objects.create(kind="a", conversation_id=conversation.pk) for _ in range(2))
    whole = topics.version(topic)
    late.delete()
    assert topics.version(topic) != whole
    assert re.fullmatch(rf"{last.pk}\.1", topics.version(topic))
