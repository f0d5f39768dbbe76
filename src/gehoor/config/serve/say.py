"""Lines for the person at the keyboard: stages and the welcome on stdout, events on stderr."""

import sys
import time


def event(text: str) -> None:
    """One line about something that happened while running. Never with a name, address or number of a person."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def stage(text: str) -> None:
    """What start-up is doing now, said before it is done, so that a long step does not look like a hang."""
    print(f"  {text} ...", flush=True)
