"""Kiosk, waiting-room screen and a number on a phone; live, without an account."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets
from django.core.cache import cache
from django.utils import timezone

from gehoor.appointments import walk_in
from gehoor.appointments.models import Opening, Place, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(cast, clock):
    cache.clear()
    clock.is_at("2026-11-24T10:00")  # no holiday
    place = Place.objects.create(name="Bibliotheek", address="Kerkweg 20")
    for day in range(7):
        Opening.objects.create(place=place, kind="walk_in", weekday=day, begins="00:00", ends="23:59:59")
    return place


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_it_works(client, library, cast):
    answer = client.post(f"/inloop/{library.kiosk_key}/", {"subject": ""})
    assert "A1" in text(client.get(answer.url)) and "<svg" in text(client.get(answer.url))
    assert "data-print-button" in text(client.get(answer.url)) and "Bibliotheek ·" in text(client.get(answer.url))
    ticket = Ticket.objects.get()
    assert "U bent de volgende." in text(client.get(f"/inloop/volg/{ticket.key}/"))

    walk_in.call_next(library, by=cast.owner, counter="3")
    screen = text(client.get(f"/inloop/{library.kiosk_key}/scherm/"))
    assert "A1" in screen and "balie 3" in screen and "Bram" not in screen
    assert "U bent aan de beurt" in text(client.get(f"/inloop/volg/{ticket.key}/"))


def test_closed_says_so(client, library):
    Opening.objects.exclude(weekday=(timezone.localdate().weekday() + 1) % 7).delete()
    assert "geen inloopuur. Het volgende begint" in text(client.get(f"/inloop/{library.kiosk_key}/"))
    Opening.objects.all().delete()

    assert "geen inloopuur.</p>" in text(client.get(f"/inloop/{library.kiosk_key}/"))
    assert client.post(f"/inloop/{library.kiosk_key}/").status_code == 409


def test_wrong_keys(client, library):
    assert client.get("/inloop/abc/").status_code == client.get("/inloop/volg/abc/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_screen_hears_of_it_without_an_account_and_of_nothing_else(site, library, told):
    async def follow():
        url = site.url.replace("http", "ws") + "/live/open/"
        async with websockets.connect(url, origin=site.url) as socket:
            await socket.send(json.dumps({"follow": ["walk_in", "queue", "conversation:1"], "present": ["walk_in", "reads"]}))
            first = json.loads(await asyncio.wait_for(socket.recv(), 10))
            assert first["topic"] == "walk_in" and set(site.hub.followers) == {"walk_in"}
            await asyncio.to_thread(walk_in.take, library)
            return json.loads(await asyncio.wait_for(socket.recv(), 10))

    with ThreadPoolExecutor(1) as pool:  # a browser of an earlier test keeps an event loop in the test's own thread
        heard = pool.submit(asyncio.run, follow()).result()
    assert heard["topic"] == "walk_in" and heard["event"]
