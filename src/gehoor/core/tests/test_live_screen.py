"""In a real browser: a screen that missed some catches up to what a fresh load shows, and keeps what was typed."""

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.core.models import Event
from gehoor.people.models import Person
from gehoor.staff.models import Employee

pytestmark = pytest.mark.urls("gehoor.core.tests.live_page")


@pytest.fixture
def bram(transactional_db):
    return Employee.objects.create_user("bram", password="a long enough word", role="employee")


@pytest.fixture
def conversation(transactional_db):
    return Conversation.objects.create(person=Person.objects.create(name="Fatima"), subject="Bladkorf")


@pytest.fixture
def screen(site, page, bram, conversation):
    client = Client()
    client.force_login(bram)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    page.refusals = []
    page.on("console", lambda message: message.type == "error" and page.refusals.append(message.text))
    page.line_is_away = False
    page.route_web_socket(
        "**/live/", lambda socket: socket.close(code=1012) if page.line_is_away else socket.connect_to_server()
    )
    page.goto(f"{site.url}/page/{conversation.pk}/")
    expect(page.locator("#live-state")).to_have_attribute("data-state", "live")
    return page


def is_as_fresh(screen):
    """Whether the live element is, to the letter, what a fresh load holds."""
    fresh = screen.context.new_page()
    fresh.goto(screen.url)
    story = "document.getElementById('story').outerHTML"
    same = screen.evaluate(story) == fresh.evaluate(story)
    fresh.close()
    return same


def test_it_works(screen, conversation):
    event = events.record("note.added", conversation_id=conversation.pk)
    expect(screen.locator(f"#event-{event.pk}")).to_be_visible()
    expect(screen.locator("#announcer")).to_have_text("Something changed")
    assert is_as_fresh(screen)
    assert screen.refusals == []


def test_what_the_person_does_stays(screen, conversation):
    screen.locator("summary").click()
    screen.locator("#line").fill("half a line")
    screen.locator("#answer").fill("Beste mevrouw, wij kom")
    screen.locator("#answer").evaluate("box => box.setSelectionRange(6, 13)")
    Conversation.objects.filter(pk=conversation.pk).update(subject="Bladkorf Lindelaan")
    events.record("conversation.renamed", conversation_id=conversation.pk)
    expect(screen.locator("h1")).to_have_text("Bladkorf Lindelaan")
    expect(screen.locator("#answer")).to_be_focused()
    expect(screen.locator("#answer")).to_have_value("Beste mevrouw, wij kom")
    expect(screen.locator("#line")).to_have_value("half a line")
    assert screen.locator("#answer").evaluate("box => [box.selectionStart, box.selectionEnd]") == [6, 13]
    assert screen.locator("#fold").evaluate("fold => fold.open")


def test_events_missed_while_the_database_was_away(screen, conversation):
    assert break_listening() == 1
    missed = Event.objects.create(kind="missed.one", conversation_id=conversation.pk)  # nobody is woken
    expect(screen.locator(f"#event-{missed.pk}")).to_be_visible()
    assert is_as_fresh(screen)


def test_events_missed_while_the_line_was_away(screen, conversation):
    screen.line_is_away = True
    close_sockets(conversation)
    expect(screen.locator("[data-when=away]")).to_be_visible()
    missed = events.record("missed.two", conversation_id=conversation.pk)
    screen.line_is_away = False
    expect(screen.locator(f"#event-{missed.pk}")).to_be_visible()
    expect(screen.locator("[data-when=away]")).to_be_hidden()
    assert is_as_fresh(screen)


def test_logged_out_elsewhere(site, screen, bram):
    Client(headers={"cookie": f"sessionid={screen.context.cookies()[0]['value']}"}).post("/account/logout/")
    expect(screen.locator("[data-when=logged-out]")).to_be_visible()
    assert screen.locator("#answer").is_visible()


def test_logged_in_again_in_another_tab(site, screen, bram, conversation):
    """Whoever comes back to the page, as it says itself, misses nothing there."""
    Client(headers={"cookie": f"sessionid={screen.context.cookies()[0]['value']}"}).post("/account/logout/")
    expect(screen.locator("[data-when=logged-out]")).to_be_visible()
    screen.evaluate("dispatchEvent(new Event('focus'))")  # before that it stays as it is
    missed = events.record("missed.three", conversation_id=conversation.pk)
    again = Client()
    again.force_login(bram)
    screen.context.add_cookies([{"name": "sessionid", "value": again.cookies["sessionid"].value, "url": site.url}])
    expect(screen.locator("[data-when=logged-out]")).to_be_visible()
    screen.evaluate("dispatchEvent(new Event('focus'))")

    expect(screen.locator(f"#event-{missed.pk}")).to_be_visible()
    expect(screen.locator("#live-state")).to_have_attribute("data-state", "live")
    expect(screen.locator("[data-when=logged-out]")).to_be_hidden()


def break_listening() -> int:
    """End the hub's own connection, as a restart of the database does; returns how many there were, once they are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE %s AND pid <> pg_backend_pid()",
            ["%core_event WHERE id >%"],
        )
        return cursor.rowcount


def close_sockets(conversation):
    """Close the server's side of this screen's socket with a code that lets it come back."""
    from gehoor.config.asgi import hub

    loop = hub._tasks[0].get_loop()
    for socket in list(hub.followers[f"conversation:{conversation.pk}"]):
        loop.call_soon_threadsafe(socket.close, 1012)
