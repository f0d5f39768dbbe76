"""Two towns beside each other, page by page in turn: `bin/bench compare --homes SMALL LARGE`. Limit: 1.5 times the small.

Both are up at once, so what else the machine does slows both. Beside the time on the wall stands the processor time of
a page, ours and that of its connection in PostgreSQL (Linux, /proc/PID/schedstat), which others hardly change.
"""

import argparse
import json
import multiprocessing
import statistics
import time
from pathlib import Path

from . import mails
from .pages import PEER, WARM
from .trial import REFERENCE_MS, town

LIMIT = 1.5
IN_A_ROW = 5


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench compare", description=__doc__.splitlines()[0])
    options.add_argument("--contacts", type=int, nargs=2, default=(2000, 1_000_000), metavar=("SMALL", "LARGE"))
    options.add_argument("--homes", type=Path, nargs=2, default=(None, None), metavar=("SMALL", "LARGE"),
                         help="folders to fill once and measure in again; they are not removed")
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--only", default="", help="pages whose name begins so")
    options.add_argument("--write", type=Path, help="a folder for the figures as JSON, for bin/bench curve")
    chosen = options.parse_args(arguments)
    houses = [House(contacts, home) for contacts, home in zip(chosen.contacts, chosen.homes, strict=True)]
    try:
        figures, speed = measure(houses, chosen.rounds, chosen.only)
    finally:
        for house in houses:
            house.stop()
    for contacts, pages in zip(chosen.contacts, figures, strict=True) if chosen.write else ():
        chosen.write.mkdir(parents=True, exist_ok=True)
        run = {"contacts": contacts, "speed": speed, "pages": pages}
        (chosen.write / f"{contacts}.json").write_text(json.dumps(run, indent=1))
    return _report(*figures, chosen.contacts, speed)


class House:
    """A process with a town and somebody at its desk, who opens what we ask."""

    def __init__(self, contacts, home):
        context = multiprocessing.get_context("spawn")  # each has its own database, settings and memory
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, contacts, home))
        self._process.start()
        theirs.close()
        self.queries = self._line.recv()

    def open(self, name, times) -> list[tuple[float, float]]:
        """(milliseconds on the wall, milliseconds of processor) for each time."""
        self._line.send((name, times))
        return self._line.recv()

    def stop(self):
        self._line.close()
        self._process.join()


def _serve(line, contacts, home):
    """In a process of its own: answer what `House` asks until it hangs up."""
    with town(contacts, home):
        from .desk import Desk

        desk = Desk()
        line.send({name: desk.queries(name) for name in desk.pages})
        try:
            while True:
                name, times = line.recv()
                line.send([_opened(desk, name) for _time in range(times)])
        except EOFError:
            pass


def _opened(desk, name) -> tuple[float, float]:
    begin, busy = time.perf_counter(), _busy()
    desk.fetch(name)
    return (time.perf_counter() - begin) * 1000, (_busy() - busy) * 1000


def _busy() -> float:
    """Seconds of processor that this process and its connection have used, to the microsecond."""
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() + int(backend.split()[0]) / 1e9


def measure(houses, rounds, only="") -> tuple[list[dict], float]:
    """For each house by page: p50, p95 and processor in ms, and queries; and how many times slower than the reference."""
    names = [name for name in houses[0].queries if name.startswith((only, PEER))]
    for house in houses:
        for name in names:
            house.open(name, WARM)
    times, parses = [{name: [] for name in names} for _house in houses], []
    for number in range(rounds):
        parses.append(mails.milliseconds_a_parse(10))
        for name in names:
            for which in (0, 1) if number % 2 else (1, 0):
                times[which][name] += houses[which].open(name, IN_A_ROW)
    figures = [{name: _figures(found[name], house.queries[name]) for name in names} for found, house in zip(times, houses, strict=True)]
    return figures, statistics.median(parses) / REFERENCE_MS


def _figures(opened, queries) -> dict:
    wall, busy = zip(*opened, strict=True)
    return {"p50": statistics.median(wall), "p95": sorted(wall)[int(len(wall) * 0.95)], "cpu": statistics.median(busy), "queries": queries}


def _report(small, large, contacts, speed) -> int:
    """Print a line for each page; 0 when every ratio of p50 is within the limit and the queries are equal."""
    print(f"{contacts[0]} and {contacts[1]} contacts, in turn; this machine is now {speed:.1f} times slower than the reference")
    print(f"{'':<28} {'p50 ms':>15} {'ratio':>6} {'processor ms':>17} {'ratio':>6}  queries")
    fits = True
    for name, one in small.items():
        other = large[name]
        ratio, busy = other["p50"] / one["p50"], other["cpu"] / one["cpu"]
        held = ratio <= LIMIT and one["queries"] == other["queries"]
        fits = fits and held
        print(f"  {name:<26} {one['p50']:7.1f} {other['p50']:7.1f} {ratio:6.2f} {one['cpu']:8.1f} {other['cpu']:8.1f} {busy:6.2f}"
              f"  {one['queries']:2d} {other['queries']:2d}{'' if held else '  too much'}")
    return 0 if fits else 1
