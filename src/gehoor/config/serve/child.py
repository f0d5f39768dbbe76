"""One forked process of the house: started, watched, and started again with growing patience."""

import dataclasses
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

from gehoor.config.database.postgres import die_with_parent
from gehoor.config.serve import say
from gehoor.config.trouble import Trouble

SHORTEST, LONGEST = 0.2, 10.0  # seconds between a death and the next start
STEADY = 30.0  # a process that lived this long starts again with the shortest wait


@dataclasses.dataclass
class Backoff:
    """How long to wait before the next start: doubles from 0.2 to 10 s, forgets after a steady run."""

    wait: float = SHORTEST
    began: float = 0.0

    def starting(self) -> None:
        self.began = time.monotonic()

    def next_wait(self) -> float:
        if time.monotonic() - self.began > STEADY:
            self.wait = SHORTEST
        wait, self.wait = self.wait, min(self.wait * 2, LONGEST)
        return wait


@dataclasses.dataclass
class Child:
    """A process called `name` that does `work` until it gets SIGTERM."""

    name: str
    work: Callable[[], None]
    pid: int | None = None
    due: float = 0.0
    backoff: Backoff = dataclasses.field(default_factory=Backoff)

    def start(self, in_child: Callable[[], None]) -> None:
        """Fork; the new process calls `in_child` and then its work, and never returns from here."""
        self.backoff.starting()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                die_with_parent(signal.SIGKILL, parent)
                in_child()
                code = run_quietly(self.name, self.work)
            finally:
                os._exit(code)  # no exit handlers of the parent in the child

    def signal(self, number: int) -> None:
        if self.pid is not None:
            os.kill(self.pid, number)

    def ended(self) -> str | None:
        """In words how the process ended, said once; None while it runs."""
        if self.pid is None:
            return None
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return None
        self.pid = None
        code = os.waitstatus_to_exitcode(status)
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def run_quietly(name: str, work: Callable[[], None]) -> int:
    """Do `work`; of an error say kind and place, not its message, which may hold what people wrote. Gives exit code."""
    try:
        work()
        return 0
    except Trouble as trouble:
        say.event(f"{name}: {trouble}")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        return 130
    except BaseException as error:  # noqa: BLE001 - the process ends here in any case
        if os.environ.get("GEHOOR_DEBUG"):
            traceback.print_exc()
        place = traceback.extract_tb(error.__traceback__)[-1]
        say.event(
            f"{name}: {type(error).__name__} at {place.filename}:{place.lineno}. GEHOOR_DEBUG=1 shows the whole error."
        )
    return 1
