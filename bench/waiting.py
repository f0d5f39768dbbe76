"""Draw how well a wait is told: `bin/bench waiting [--days 40] [--to docs/pictures/waiting.svg]`.

Plays out days of each kind whose truth the estimate does not know (`gehoor.lines.tests.days`) and says, for those who
had to wait, what share was as told, and how wide the ranges were.
"""

import argparse
from pathlib import Path
from statistics import median

from gehoor.lines.tests.days import DAYS, Office, before, checked

WIDE, HIGH, LEFT, BELOW, GAP = 900, 320, 60, 60, 24
MOST = 30  # minutes that a panel shows
DOTS = 250
INK, TOLD, HIT, MISS = "#22312d", "#cfe3dd", "#0f5c50", "#a15c00"


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench waiting", description=__doc__)
    options.add_argument("--days", type=int, default=20, help="of each kind")
    options.add_argument("--to", type=Path)
    chosen = options.parse_args(arguments)
    kinds = {name: _waited(day, chosen.days) for name, day in DAYS.items()}
    for name, people in kinds.items():
        print(f"{name:8} {_line(people)}")
    if chosen.to:
        chosen.to.write_text(_picture(kinds))
    return 0


def _waited(day, number):
    people = [person for seed in range(1_000, 1_000 + number) for person in Office(day, seed, before(seed)).play().people]
    return [person for person in people if not person.at_once]


def _line(people) -> str:
    hits, widths, _unknown = checked(people)
    waits = [person.waited / 60 for person in people if person.waited is not None]
    return (f"{len(hits)} waits, {100 * sum(hits) // len(hits)}% as told; "
            f"median wait {median(waits):.1f} min, median width {median(widths):.0f} min")


def _picture(kinds) -> str:
    panel = (WIDE - LEFT - 20) / len(kinds)
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" font-family="sans-serif" font-size="12">'
        "<title>Waits as they were told and as they were, on five kinds of days</title>"
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fbf9f4"/>'
    )
    pieces = [begin]
    for minutes in range(0, MOST + 1, 10):
        pieces.append(f'<line x1="{LEFT}" x2="{WIDE - 20}" y1="{_y(minutes):.0f}" y2="{_y(minutes):.0f}" stroke="#d9d4c7"/>')
        pieces.append(f'<text x="{LEFT - 8}" y="{_y(minutes) + 4:.0f}" text-anchor="end" fill="{INK}">{minutes} min</text>')
    for number, (name, people) in enumerate(kinds.items()):
        pieces += _panel(name, people, LEFT + number * panel, panel - GAP)
    pieces.append(f'<text x="{LEFT}" y="{HIGH - 8}" fill="{INK}">bar: the range that was told, shortest first; dot: the wait (amber: outside)</text>')
    return "\n".join([*pieces, "</svg>", ""])


def _panel(name, people, left, wide) -> list[str]:
    hits, _widths, _unknown = checked(people)
    served = sorted((one for one in people if one.waited is not None and one.told), key=lambda one: (one.told.high, one.told.low))
    some = served[:: max(len(served) // DOTS, 1)]
    told, dots = [], {True: [], False: []}
    for number, one in enumerate(some):
        x = left + number / len(some) * wide
        told.append(f"M{x:.1f} {_y(one.told.low):.0f}V{_y(one.told.high):.0f}")
        dots[one.told.holds(one.waited)].append(f"M{x:.1f} {_y(one.waited / 60):.1f}h0")
    pieces = [f'<path d="{"".join(told)}" stroke="{TOLD}"/>']
    for is_hit, colour in ((True, HIT), (False, MISS)):
        pieces.append(f'<path d="{"".join(dots[is_hit])}" stroke="{colour}" stroke-width="3" stroke-linecap="round"/>')
    share = f"{name}: {100 * sum(hits) // len(hits)}% as told"
    return [*pieces, f'<text x="{left:.0f}" y="{HIGH - BELOW + 22}" fill="{INK}">{share}</text>']


def _y(minutes) -> float:
    return HIGH - BELOW - min(minutes, MOST) / MOST * (HIGH - BELOW - 20)
