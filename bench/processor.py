"""How much processor a tree of processes has used (Linux, proc_pid_stat(5))."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(top: int) -> dict[str, float]:
    """Seconds of `top` and all that came from it, those that ended included: the database's and ours."""
    found, waiting = {"Gehoor": 0.0, "PostgreSQL": 0.0}, [top]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            waiting += [int(child) for task in process.glob("task/*/children") for child in task.read_text().split()]
            name, facts = (process / "stat").read_text().split("(", 1)[1].rsplit(") ", 1)
        except OSError:
            continue  # it ended just now
        whose = "PostgreSQL" if "postgres" in name else "Gehoor"
        found[whose] += sum(map(int, facts.split()[11:15])) / TICKS  # utime, stime and those of children that ended
    return found
