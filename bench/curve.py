"""Draw how long pages take by the number of contacts: `bin/bench curve 2k.json 1m.json --to docs/pictures/scale.svg`.

The files are what `bin/bench pages --write` makes. Times are divided by that run's peer, the smallest page there is, so
that a busy machine bends no line.
"""

import argparse
import json
import math
from pathlib import Path

from .pages import PEER

WIDE, HIGH, LEFT, BELOW, NAMES = 860, 440, 60, 50, 230
COLOURS = ["#0f5c50", "#a15c00", "#4a4aa8", "#9c2f5a", "#56700f", "#77522e", "#2b6f95", "#7a7a7a"]


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench curve", description=__doc__)
    options.add_argument("figures", type=Path, nargs="+")
    options.add_argument("--to", type=Path, required=True)
    chosen = options.parse_args(arguments)
    runs = sorted((json.loads(path.read_text()) for path in chosen.figures), key=lambda run: run["contacts"])
    chosen.to.write_text(_picture(runs))
    return 0


def _picture(runs) -> str:
    names = [name for name in runs[0]["pages"] if name != PEER and all(name in run["pages"] for run in runs)]
    ratios = {name: [run["pages"][name]["p50"] / run["pages"][PEER]["p50"] for run in runs] for name in names}
    top = math.ceil(max(max(values) for values in ratios.values()) / 5) * 5
    sizes = [run["contacts"] for run in runs]
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" font-family="sans-serif" '
        f'font-size="12"><title>Time of a page, in times the smallest page, by number of contacts</title>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fbf9f4"/>'
    )
    pieces = [begin]
    pieces += [_level(value, top) for value in range(0, top + 1, 5)]
    pieces += [f'<text x="{_x(size, sizes):.0f}" y="{HIGH - BELOW + 22}" text-anchor="middle">{size:,}</text>' for size in sizes]
    pieces.append(f'<text x="{LEFT}" y="{HIGH - 10}">contacts; upward: times the smallest page (a 404)</text>')
    places = _apart([(_y(values[-1], top), name) for name, values in ratios.items()])
    for number, (name, values) in enumerate(ratios.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{_x(size, sizes):.0f},{_y(value, top):.0f}" for size, value in zip(sizes, values, strict=True))
        pieces.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        pieces.append(f'<text x="{WIDE - NAMES + 12}" y="{places[name]:.0f}" fill="{colour}">{name} ×{values[-1] / values[0]:.2f}</text>')
    return "\n".join([*pieces, "</svg>", ""])


def _x(size, sizes) -> float:
    """By powers of ten, from the smallest to the largest size."""
    span = math.log(sizes[-1] / sizes[0]) or 1
    return LEFT + math.log(size / sizes[0]) / span * (WIDE - LEFT - NAMES)


def _y(value, top) -> float:
    return HIGH - BELOW - value / top * (HIGH - BELOW - 20)


def _level(value, top) -> str:
    y = _y(value, top)
    return (f'<line x1="{LEFT}" x2="{WIDE - NAMES}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd6c8"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{value}</text>')


def _apart(wished) -> dict[str, float]:
    """Where the names go: at the end of their line, each below the one before it."""
    places, last = {}, 0.0
    for y, name in sorted(wished):
        last = max(y + 4, last + 15)
        places[name] = last
    return places
