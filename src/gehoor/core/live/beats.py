"""Which employees have a live screen in this process: told to the apps that asked for it, now and then."""

from collections.abc import Callable

_told: list[Callable[[set[int]], None]] = []


def register(deed: Callable[[set[int]], None]):
    """`deed(ids of employees)` is called from a thread, every 15 seconds and soon after somebody came."""
    if deed not in _told:
        _told.append(deed)


def tell(here: set[int]):
    """These employees have a screen here now."""
    for deed in _told:
        deed(here)
