"""Searches of every sort beside each other: `bin/bench search --contacts 1000000`. Limit: p50 under 100 ms."""

import argparse
from pathlib import Path

from . import pages
from .trial import town

LIMIT_MS = 100


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench search", description=__doc__)
    options.add_argument("--contacts", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--home", type=Path, help="a folder to fill once and measure in again; it is not removed")
    chosen = options.parse_args(arguments)
    with town(chosen.contacts, chosen.home):
        figures, speed = pages.measure(chosen.rounds, "search")
    return pages.report(figures, chosen.contacts, LIMIT_MS, speed)
