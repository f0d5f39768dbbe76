"""Server time and queries of the desk's pages, through Django's own request path: `--contacts 2000` or a million.

Limits: p50 under 25 ms at the reference speed, which the same run tells by parsing mail, and at most 12 queries a
request; a search counts with its redirect. As a peer stands the smallest page there is (a 404 by the same middleware).
"""

import argparse
import json
import statistics
from pathlib import Path

from . import mails
from .trial import REFERENCE_MS, town

LIMIT_MS, LIMIT_QUERIES = 25, 12
PEER = "peer: not found"
WARM = 12  # rounds not counted: PostgreSQL plans a statement anew the first ten times on each connection
IN_A_ROW = 5  # as load testers do; the page of a round after fifteen others takes about a third more


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__.splitlines()[0])
    options.add_argument("--contacts", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--home", type=Path, help="a folder to fill once and measure in again; it is not removed")
    options.add_argument("--write", type=Path, help="write the figures as JSON, for bin/bench curve")
    chosen = options.parse_args(arguments)
    with town(chosen.contacts, chosen.home):
        figures, speed = measure(chosen.rounds)
    if chosen.write:
        chosen.write.write_text(json.dumps({"contacts": chosen.contacts, "speed": speed, "pages": figures}, indent=1))
    return report(figures, chosen.contacts, LIMIT_MS, speed)


def measure(rounds, wanted="") -> tuple[dict, float]:
    """By page: p50 and p95 in milliseconds, and queries; and how many times slower than the reference this machine is.

    Of pages whose name begins with `wanted`, and the peer.
    """
    from .desk import Desk

    desk = Desk()
    names = [name for name in desk.pages if name.startswith((wanted, PEER))]
    queries = {name: desk.queries(name) for name in names}
    for _round in range(WARM):
        for name in names:
            desk.fetch(name)
    times, parses = {name: [] for name in names}, []
    for _round in range(rounds):
        parses.append(mails.milliseconds_a_parse(10))
        for name in names:
            times[name] += [desk.milliseconds(name) for _time in range(IN_A_ROW)]
    figures = {
        name: {"p50": statistics.median(values), "p95": sorted(values)[int(len(values) * 0.95)], "queries": queries[name]}
        for name, values in times.items()
    }
    return figures, statistics.median(parses) / REFERENCE_MS


def report(figures, contacts, limit, speed) -> int:
    """Print a line for each page; 0 when all are within the limits."""
    peer = figures[PEER]["p50"]
    print(f"{contacts} contacts; limits: p50 {limit} ms at the reference speed, {LIMIT_QUERIES} queries a request")
    print(f"this machine is now {speed:.1f} times slower than the reference, so the limit is {limit * speed:.0f} ms here")
    for name, page in figures.items():
        print(f"  {name:<28} p50 {page['p50']:6.1f} ms  p95 {page['p95']:6.1f} ms  {page['queries']:2d} queries"
              f"  {page['p50'] / peer:5.1f} x the peer  {page['p50'] / limit / speed:5.2f} of the limit")
    held = [page["p50"] <= limit * speed and page["queries"] <= LIMIT_QUERIES for page in figures.values()]
    return 0 if all(held) else 1
