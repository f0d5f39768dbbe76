"""`gehoor start` as a newcomer runs it: a crash is survived, Ctrl-C leaves nothing.

That it starts and stops is proven by `tests/journeys/test_start.py`, on the house that all journeys share.
"""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from gehoor.config.database.cluster import ready_pid
from gehoor.config.tests.processes import running_in, wait_until

COMMAND = [sys.executable, "-m", "gehoor.config.command", "start"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class House:
    """A `gehoor start` on a data folder of its own."""

    def __init__(self, folder):
        self.home = folder / "data"
        self.port = free_port()
        self.log = folder / "log"
        self.env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        self.env |= {"GEHOOR_HOME": str(self.home), "GEHOOR_PORT": str(self.port)}
        self.env |= {"GEHOOR_SMTP_PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
        self.process = None

    def start(self, *words):
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([*COMMAND, *words], env=self.env, stdout=log, stderr=log)
        wait_until(lambda: "Stop with Ctrl-C" in self.said() or self.process.poll() is not None, 300)
        assert self.process.poll() is None, self.said()

    def said(self):
        return self.log.read_text()

    def page(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=20).status
        except urllib.error.HTTPError as error:
            return error.code

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()  # nothing is left running; the test fails all the same
            raise


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    yield house
    house.process.kill()
    house.process.wait()


@pytest.mark.slow
def test_database_killed_while_open(house):
    house.start()
    os.kill(ready_pid(house.home), signal.SIGKILL)
    wait_until(lambda: "The database stopped. What was stored is kept." in house.said())
    wait_until(lambda: house.page() == 200)
    house.stop(signal.SIGTERM)
    assert not running_in(house.home)


@pytest.mark.slow
def test_kill_9_leaves_nothing_and_a_next_start_works(house):
    house.start("--empty")
    assert "First administrator" in house.said()
    assert "Log in (fictional" not in house.said()
    house.process.kill()
    house.process.wait()
    wait_until(lambda: not running_in(house.home))
    house.start("--empty")
    assert "First administrator" not in house.said()
    assert house.page() == 200


@pytest.mark.slow
def test_ctrl_c_while_it_prepares(house):
    with open(house.log, "w") as log:
        house.process = subprocess.Popen(COMMAND, env=house.env, stdout=log, stderr=log)
    wait_until(lambda: "Making the tables" in house.said(), 120)
    assert house.stop() == 130
    assert not running_in(house.home)
    house.start()
    assert house.page() == 200
