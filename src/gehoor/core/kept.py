"""Settings that nearly each request asks for, kept in this process while its hub hears of every change.

Only there: jobs, commands and tests look each time. What changed by no event of ours is seen within `LONGEST` seconds.
"""

import copy
from collections.abc import Callable
from threading import Lock
from time import monotonic

LONGEST = 10.0  # seconds
_lock = Lock()
_kept: dict[str, tuple[float, object]] = {}
_beginnings: set[str] = set()
_forgotten = 0  # how often: what was read before somebody forgot is not kept after it
_hears = False


def settings(changed_by: str, read: Callable[[], object]):
    """What `read()` gives, as a copy for who asks; `changed_by` is how the kinds of events begin that change it."""
    known = _kept.get(changed_by)
    if known is None or monotonic() > known[0]:
        _beginnings.add(changed_by)
        before = _forgotten
        known = (monotonic() + LONGEST, read())
        with _lock:
            if _hears and before == _forgotten:
                _kept[changed_by] = known
    return copy.copy(known[1])


def changed(kind: str):
    """An event of this kind was committed."""
    if kind.startswith(tuple(_beginnings)):
        _forget()


def hears(on: bool):
    """From now on the hub of this process hears of every event, or no longer."""
    global _hears
    with _lock:
        _hears = on
    _forget()


def _forget():
    global _forgotten
    with _lock:
        _forgotten += 1
        _kept.clear()
