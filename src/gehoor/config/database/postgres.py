"""Start, watch and stop the embedded PostgreSQL of one data folder."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from gehoor.config.database import account, binaries, connection, sockets
from gehoor.config.database.cluster import (
    DATABASE,
    HERE,
    ROLE,
    Cluster,
    names_full_disk,
    ready_pid,
    trouble_from,
)
from gehoor.config.database.connection import ConnectionInfo
from gehoor.config.trouble import Trouble, disk_full, is_disk_full

PR_SET_PDEATHSIG = 1
LOG_SIZE = 10_000_000
START_TIMEOUT = 600  # seconds; replaying the log after a power cut takes long on a large database

_libc = ctypes.CDLL(None, use_errno=True)  # looked up before any fork: dlopen in a forked child can hang


def die_with_parent(number: int, parent: int) -> None:
    """Ask Linux to send us signal `number` when our parent `parent` dies, however it dies (prctl(2))."""
    _libc.prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


class EmbeddedPostgres:
    """One PostgreSQL for `home`. The first to start owns it; others attach to it and take over when it is gone."""

    def __init__(self, home: Path, durable: bool = True):
        self.home = home
        self.durable = durable
        self._lock: int | None = None
        self._process: subprocess.Popen | None = None
        self._cluster: Cluster | None = None

    def start(self) -> ConnectionInfo:
        """Start the database or attach to the one that runs; return when it takes connections. Raises Trouble."""
        try:
            return self._start()
        except PermissionError as error:
            raise Trouble(
                f"The data folder {self.home} belongs to another account ({error.filename}). Nothing was changed. Start "
                "Gehoor as the account that started it before, or set GEHOOR_HOME to another folder."
            ) from error
        except OSError as error:
            if is_disk_full(error):
                raise disk_full(self.home) from error
            raise

    def launch(self) -> bool:
        """Start the database without waiting; False when another process owns it. Used to revive it after a crash."""
        if not self._take_lock():
            return False
        self._prepare()
        self._spawn()
        return True

    def is_running(self) -> bool:
        """The database takes connections, ours or that of the process we attached to."""
        if self._process is not None:
            return self._process.poll() is None and ready_pid(self.home) == self._process.pid
        return _answers(self.home)

    def is_gone(self) -> bool:
        """The process of the database has ended (starting and replaying do not count as gone)."""
        return not self.is_running() if self._process is None else self._process.poll() is not None

    def stop(self, hurry: bool = False) -> None:
        """Stop the database if we own it: orderly (2 s, not in a `hurry`), then at once, then by force."""
        if self._process is not None:
            for number, patience in ((signal.SIGINT, 2), (signal.SIGQUIT, 2), (signal.SIGKILL, 1))[hurry:]:
                if self._process.poll() is None:
                    self._process.send_signal(number)
                    try:
                        self._process.wait(patience)
                    except subprocess.TimeoutExpired:
                        continue
            self._process = None
            sockets.remove(Path(connection.read(self.home).host))
        self.let_go()

    def let_go(self) -> None:
        """Close our hold on the data folder; forked children do this so that only the owner keeps it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def died_of_full_disk(self) -> bool:
        """Our server ended, and said that it was for lack of room."""
        return self._process is not None and names_full_disk(self._said())

    def _said(self) -> str:
        """What the server that we started last wrote to its log."""
        with open(self.home / "postgres.log", "rb") as log:
            log.seek(self._log_start)
            return log.read().decode(errors="replace")

    def _start(self) -> ConnectionInfo:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        deadline = time.monotonic() + START_TIMEOUT
        while not self._take_lock():
            # The owner is starting, running or stopping. In the first two cases it will answer, in the last we take over.
            if _answers(self.home):
                return connection.read(self.home)
            if time.monotonic() > deadline:
                raise Trouble(f"Another Gehoor holds the data folder {self.home} and its database does not answer.")
            time.sleep(0.05)
        try:
            info = self._prepare()
            self._spawn()
            self._wait_until_ready(deadline)
        except BaseException:
            self.stop()
            raise
        return info

    def _take_lock(self) -> bool:
        if self._lock is not None:
            return True
        lock = os.open(self.home / "postgres.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        return True

    def _prepare(self) -> ConnectionInfo:
        runs_as = account.choose(self.home / "postgres" / "data")
        self._cluster = Cluster(self.home, runs_as, binaries.folder_for(runs_as), self.durable)
        known = connection.read(self.home)
        password = known.password if known else connection.new_password()
        if not self._cluster.exists():
            self._cluster.create(password)
        else:
            self._cluster.check_version()
            self._cluster.forget_dead_server()
            if not known:
                self._cluster.change_password(password)
        folder = sockets.folder_for(self.home, runs_as)
        self._cluster.configure(folder)
        info = ConnectionInfo(str(folder), sockets.PORT, ROLE, password, DATABASE)
        connection.write(self.home, info)
        return info

    def _spawn(self) -> None:
        path = self.home / "postgres.log"
        if path.exists() and path.stat().st_size > LOG_SIZE:
            path.replace(path.with_suffix(".log.1"))
        parent = os.getpid()
        with open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600)) as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                [self._cluster.bin / "postgres", "-D", HERE],
                cwd=self._cluster.data,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                umask=0o077,
                start_new_session=True,  # Ctrl-C must reach us first, not the database
                preexec_fn=lambda: die_with_parent(signal.SIGINT, parent),  # noqa: PLW1509 - takes no lock
                # PostgreSQL holds the lock too: after a kill -9 of ours nobody starts before it has really ended.
                pass_fds=[self._lock],
                **self._cluster.account.process_options(),
            )

    def _wait_until_ready(self, deadline: float) -> None:
        while ready_pid(self.home) != self._process.pid:
            if self._process.poll() is not None:
                raise trouble_from(self._said(), self._cluster.top)
            if time.monotonic() > deadline:
                raise Trouble(
                    f"The database in {self._cluster.top} was still repairing itself after {START_TIMEOUT // 60} "
                    "minutes. The data is kept. Start again; it goes on where it was."
                )
            time.sleep(0.02)


def _answers(home: Path) -> bool:
    """A server that another process started takes connections."""
    info = connection.read(home)
    if info is None or ready_pid(home) is None:
        return False
    with socket.socket(socket.AF_UNIX) as probe:  # the file may be left over from a killed server
        probe.settimeout(2)
        try:
            probe.connect(info.socket_path)
        except OSError:
            return False
    return True
