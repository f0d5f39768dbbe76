"""The supervisor of `gehoor start`: what dies is started again, and a stop leaves nothing."""

import os
import signal
import subprocess
import sys

import pytest

from gehoor.config.serve.child import LONGEST, SHORTEST, Backoff
from gehoor.config.tests.processes import wait_until

# Two children that write their process id to a file and wait; {deaf} may make one of them ignore SIGTERM.
HOUSE = """
import os, signal, sys
from pathlib import Path
from gehoor.config.serve.child import Child
from gehoor.config.serve.supervisor import Supervisor

folder = Path(sys.argv[1])

def wait(name):
    if name == sys.argv[2]:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    (folder / f"{name}.new").write_text(str(os.getpid()))
    (folder / f"{name}.new").rename(folder / name)
    while True:
        signal.pause()

Supervisor([Child("web", lambda: wait("web")), Child("worker", lambda: wait("worker"))]).run()
print("stopped")
"""


class House:
    def __init__(self, folder, deaf):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOUSE, folder, deaf],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def pid(self, name, other_than=None):
        def there():
            file = self.folder / name
            pid = int(file.read_text()) if file.exists() else None
            return pid if pid != other_than else None

        return wait_until(there)

    def end(self):
        """Output, errors and the members of the session that are left."""
        out, err = self.process.communicate(timeout=30)
        return out, err, [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if self.holds(pid)]

    def holds(self, pid):
        try:
            return os.getsid(pid) == self.process.pid and pid != self.process.pid
        except ProcessLookupError:
            return False


@pytest.fixture
def house(tmp_path, request):
    house = House(tmp_path, getattr(request, "param", "nobody"))
    yield house
    house.process.kill()
    house.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_works(house, number):
    house.pid("web"), house.pid("worker")
    house.process.send_signal(number)
    assert house.end() == ("stopped\n", "", [])


def test_killed_child_is_started_again(house):
    first, other = house.pid("web"), house.pid("worker")
    os.kill(first, signal.SIGKILL)
    assert house.pid("web", other_than=first) != first
    assert house.pid("worker") == other
    house.process.send_signal(signal.SIGTERM)
    _out, err, left = house.end()
    assert "The web process ended (killed by SIGKILL). Another one starts in 0.2 s." in err
    assert not left


def test_kill_9_of_the_parent_ends_all(house):
    pids = [house.pid("web"), house.pid("worker")]
    house.process.kill()
    house.process.communicate()
    wait_until(lambda: not any(house.holds(pid) for pid in pids))


@pytest.mark.parametrize("house", ["worker"], indirect=True)
def test_second_ctrl_c_is_at_once(house):
    web = house.pid("web")
    house.pid("worker")
    house.process.send_signal(signal.SIGINT)
    wait_until(lambda: not house.holds(web))
    house.process.send_signal(signal.SIGINT)
    _out, err, left = house.end()
    assert "The worker process is ended by force." in err
    assert not left


@pytest.mark.slow
@pytest.mark.parametrize("house", ["worker"], indirect=True)
def test_child_that_does_not_listen_is_forced(house):
    house.pid("web"), house.pid("worker")
    house.process.send_signal(signal.SIGTERM)
    out, _err, left = house.end()
    assert (out, left) == ("stopped\n", [])


def test_waits_grow_and_stay_bounded():
    backoff = Backoff()
    backoff.starting()
    waits = [backoff.next_wait() for _ in range(10)]
    assert waits[0] == SHORTEST
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST
