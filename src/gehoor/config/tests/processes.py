"""What the tests of this folder share: waiting on a fact, and looking at the processes of a data folder."""

import os
import time
from pathlib import Path


def wait_until(fact, patience=30):
    """Return what `fact()` gives once it is true; fail after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not (found := fact()):
        assert time.monotonic() < deadline, f"waited {patience} s in vain for {fact}"
        time.sleep(0.02)
    return found


def running_in(home: Path) -> list[int]:
    """Process ids whose working folder or data folder is in `home`; PostgreSQL stands in its cluster."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        try:
            mine = str(home) in os.readlink(process / "cwd")
            mine = mine or f"GEHOOR_HOME={home}\0".encode() in (process / "environ").read_bytes() + b"\0"
            if mine and ") Z " not in (process / "stat").read_text():
                found.append(int(process.name))
        except OSError:
            continue
    return found
