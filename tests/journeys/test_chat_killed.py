"""A chat goes on while web, worker and PostgreSQL are killed in turn and the employee's browser dies: nothing is lost or doubled.

Both sides do what their pages do: a message that was not taken goes again with the same mark.
"""

import http.client
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from signal import SIGKILL
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from gehoor.config.database.cluster import ready_pid
from gehoor.config.tests.test_start_the_house import House
from tests.plugins.browser import Desks, passwords

from .test_chat import begin, say
from .test_killed_processes import children_of

SAID = re.compile(r"woord (\w+)")
PATIENCE = 240  # seconds, until a house that lost its processes answers again
ROUNDS = 8
AWAY = (OSError, http.client.HTTPException, urllib.error.HTTPError, ValueError)


@pytest.fixture
def house(tmp_path):
    """A house of its own, whose processes may be killed."""
    house = House(tmp_path)
    house.sessions, house.password = {}, lambda name: passwords(house)[name]
    house.start()
    yield house
    house.process.kill()
    house.process.wait()


@pytest.fixture
def desks(house, browser):
    """As always, but while the servers are dead the browser may complain."""
    desks = Desks(house, browser)
    yield desks
    desks.close()


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled(house, desks):
    sanne, bram = desks.of(), desks.of("bram")
    reference = begin(sanne, "woord begin")
    address, place = f"{desks.url}{re.sub(r'^https?://[^/]+', '', sanne.url).split('#')[0]}", f"/desk/conversations/{reference}/"
    bram.goto(place)
    for turn in range(ROUNDS):
        if victim := victim_of(house, turn):
            subprocess.run(["kill", f"-{int(SIGKILL)}", str(victim)], check=True)
        until_taken(address, f"sanne{turn}")
        if turn == ROUNDS // 2:  # the employee's browser dies, and they go on in another one
            bram.context.close()
            bram = desks.of("bram")
            until_there(bram, place)
        say(bram, f"woord bram{turn}")
        expect(bram.locator("#timeline")).to_contain_text(f"woord bram{turn}", timeout=PATIENCE * 1000)

    expected = ["begin", *(f"{who}{turn}" for turn in range(ROUNDS) for who in ("sanne", "bram"))]
    expect(sanne.locator("#lines .talk__text")).to_have_count(len(expected), timeout=PATIENCE * 1000)
    assert SAID.findall(" ".join(sanne.locator("#lines .talk__text").all_inner_texts())) == expected
    bram.reload()
    assert SAID.findall(" ".join(bram.locator("#timeline .utterance__body").all_inner_texts())) == expected


def victim_of(house, turn) -> int | None:
    """In turn each child of the supervisor, and every third time the database."""
    if turn % 3 == 2:
        return ready_pid(house.home)
    alive = sorted(children_of(house.process))
    return alive[turn % len(alive)] if alive else None


def until_taken(address, word):
    """Say it until the server has it, each time with the same mark."""
    deadline, form = time.monotonic() + PATIENCE, urlencode({"text": f"woord {word}", "once": f"slag-{word}"}).encode()
    while True:
        request = urllib.request.Request(address, form, {"Accept": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                json.loads(response.read())
                return
        except AWAY:
            assert time.monotonic() < deadline, f"{word} was never taken"
            time.sleep(0.1)


def until_there(page, place):
    """Open it until it is there again."""
    deadline = time.monotonic() + PATIENCE
    while page.goto(place).status != 200:
        assert time.monotonic() < deadline
        time.sleep(0.5)
