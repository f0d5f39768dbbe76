"""What a screen begins to follow while its log-in is being checked stays followed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.test import Client

from gehoor.core.live import sessions
from gehoor.core.live.hub import Hub
from gehoor.core.live.socket import Screen
from gehoor.staff.models import Employee


def in_a_loop(coroutine):
    """What it gives, in a loop of its own: that of the browser's driver may run in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_following_during_a_check(transactional_db):
    bram = Employee.objects.create_user("bram", role="employee")
    client = Client()
    client.force_login(bram)

    assert in_a_loop(_check_while_it_follows(bram, client.session.session_key)) == {"queue"}


async def _check_while_it_follows(employee, session_key):
    hub = Hub()
    hub.heart.start()
    screen = Screen(hub, employee, session_key)
    check = asyncio.create_task(sessions.check(hub))
    await asyncio.sleep(0)  # it has noted what is followed, and asks the database
    hub.follow(screen, {"queue"})
    await check
    return screen.following


def test_one_address_takes_not_all_places_of_screens_without_an_account():
    assert in_a_loop(_fill()) == (False, True)


async def _fill():
    hub = Hub()
    hub.heart.start()
    while hub.has_room_at("192.0.2.1") and len(hub.sockets) < 300:
        Screen(hub, address="192.0.2.1")
    return hub.has_room_at("192.0.2.1"), hub.has_room_at("192.0.2.2")
