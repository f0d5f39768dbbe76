"""Keep the processes of the house alive, and take them down together."""

import os
import selectors
import signal
import socket
import time
from collections.abc import Callable

from gehoor.config.database import EmbeddedPostgres
from gehoor.config.serve import say
from gehoor.config.serve.child import Backoff, Child
from gehoor.config.trouble import Trouble

GRACE = 8.5  # seconds for the processes to finish what they hold; a stop with the database stays within 10
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Runs `children` and, when given, revives `postgres`, until SIGINT, SIGTERM or SIGHUP.

    It has no threads and no database connection of its own: both do not survive a fork.
    """

    def __init__(self, children: list[Child], postgres: EmbeddedPostgres | None = None):
        self.children = children
        self.postgres = postgres
        self._signals = 0
        self._wake, self._woken = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._database = Backoff()
        self._database_due: float | None = None

    def run(self, on_ready: Callable[[], None] | None = None, ready: int | None = None) -> None:
        """Start everything and return when all of it has ended. `on_ready` is called once `ready` can be read."""
        self._listen_for_signals()
        if ready is not None:
            self._selector.register(ready, selectors.EVENT_READ, on_ready)
        try:
            while not self._signals:
                self._start_due()
                self._watch_database()
                self._sleep(self._next_due())
                self._bury()
        finally:
            self._stop_children()

    @property
    def in_a_hurry(self) -> bool:
        """The person pressed Ctrl-C a second time."""
        return self._signals > 1

    def _listen_for_signals(self) -> None:
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        for number in STOPPING:
            signal.signal(number, self._count)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to wake us

    def _count(self, *_) -> None:
        self._signals += 1

    def _in_child(self) -> None:
        """Leave behind what is the parent's: signal handling, its group, its hold on the data folder."""
        signal.set_wakeup_fd(-1)
        for number in (*STOPPING, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        os.setpgid(0, 0)  # Ctrl-C goes to the parent only, which then asks the children one by one
        self._selector.close()
        self._wake.close()
        self._woken.close()
        if self.postgres is not None:
            self.postgres.let_go()

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.pid is None and child.due <= now:
                child.start(self._in_child)

    def _next_due(self) -> float:
        times = [child.due for child in self.children if child.pid is None]
        return max(0.0, min([*times, time.monotonic() + 0.5]) - time.monotonic())

    def _sleep(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            if key.data is None:
                self._woken.recv(4096)
            else:
                self._selector.unregister(key.fileobj)
                key.data()

    def _bury(self) -> None:
        for child in self.children:
            if (how := child.ended()) and not self._signals:
                wait = child.backoff.next_wait()
                child.due = time.monotonic() + wait
                say.event(f"The {child.name} process ended ({how}). Another one starts in {wait:.1f} s.")

    def _watch_database(self) -> None:
        if self.postgres is None or not self.postgres.is_gone():
            return
        now = time.monotonic()
        if self._database_due is None:
            wait = self._database.next_wait()
            self._database_due = now + wait
            why = " The disk is full: free some space." if self.postgres.died_of_full_disk() else ""
            say.event(f"The database stopped.{why} What was stored is kept. It starts again in {wait:.1f} s.")
        elif self._database_due <= now:
            self._database_due = None
            self._database.starting()
            try:
                self.postgres.launch()
            except (Trouble, OSError) as error:
                say.event(f"The database did not start: {error}")

    def _stop_children(self) -> None:
        """Ask, wait, and force what does not listen or what a second Ctrl-C hurries."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        forced = False
        while alive := [child for child in self.children if child.pid is not None and not child.ended()]:
            if not forced and (self.in_a_hurry or time.monotonic() > deadline):
                forced = True
                for child in alive:
                    say.event(f"The {child.name} process is ended by force.")
                    child.signal(signal.SIGKILL)
            self._sleep(0.2)
