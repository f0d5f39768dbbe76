"""Mails a second through the whole intake, beside its two lower bounds measured in the same run.

parse only      : our reading of each mail, nothing kept
standard parse  : the standard library's `policy.default` with headers, bodies and attachments (the peer)
durable commit  : one row with the raw original, committed, nothing else
whole intake    : original committed, then read, person found, threaded, filed, routed, announced as a job; committed

Each part is done by two processes, in turn, round after round, because the speed of a machine drifts.
"""

import argparse
import multiprocessing
import statistics
import time
from pathlib import Path

from . import mails
from .trial import REFERENCE_MS, town, trial

PARTS = ("parse only", "standard parse", "durable commit", "whole intake")
TARGET, FLOOR, SHARE = 150, 100, 0.2
SEED = int(time.time())  # other mails each time: what a named home has already is known, and quick


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench intake", description=__doc__.splitlines()[0])
    options.add_argument("--mails", type=int, default=600, help="per round and process")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--contacts", type=int, default=0, help="how many are there already")
    options.add_argument("--home", type=Path, help="a folder to fill once and measure in again; it is not removed")
    chosen = options.parse_args(arguments)
    rates = {part: [] for part in PARTS}
    with town(chosen.contacts, chosen.home) if chosen.contacts else trial(home=chosen.home):
        from django.db import connection

        before = _filed()
        connection.close()
        connection.close_pool()
        for number in range(chosen.rounds):
            for part in PARTS:
                rate = _rate(part, chosen.mails, number)
                rates[part].append(rate)
                print(f"round {number + 1}  {part:<15} {rate:8.0f} mails/s", flush=True)
        filed, expected = _filed() - before, 2 * chosen.mails * chosen.rounds
    return _report(rates, filed, expected)


def _rate(part, count, number) -> float:
    """Mails a second of two processes that begin together."""
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(2), context.SimpleQueue()
    workers = [
        context.Process(target=_work, args=(part, count, SEED + 1000 * number + half, barrier, results)) for half in (1, 2)
    ]
    for worker in workers:
        worker.start()
    times = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    return 2 * count / (max(end for _, end in times) - min(begin for begin, _ in times))


def _work(part, count, seed, barrier, results):
    originals = mails.make(count, seed)
    deed = {"parse only": _parse, "standard parse": _standard, "durable commit": _commit, "whole intake": _whole}[part]
    deed(originals[:1] if part.endswith("parse") or part == "parse only" else [])  # imports and connection first
    barrier.wait()
    begin = time.monotonic()
    deed(originals)
    results.put((begin, time.monotonic()))


def _parse(originals):
    from gehoor.channels.email.reading import read_mail

    for original in originals:
        read_mail(original)


def _standard(originals):
    for original in originals:
        mails.parse_standard(original)


def _commit(originals):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_raw (id bigserial PRIMARY KEY, original bytea)")
        for original in originals:
            cursor.execute("INSERT INTO bench_raw (original) VALUES (%s)", [original])


def _whole(originals):
    from gehoor.postroom import arrivals, reading
    from gehoor.postroom.models import Arrival

    for original in originals:
        arrivals.keep("email", original, source="bench")
    reading.read_due()
    while Arrival.objects.due().exists():  # the other process may hold the last ones
        reading.read_due()


def _filed() -> int:
    from gehoor.postroom.models import Arrival

    return Arrival.objects.filter(state=Arrival.State.FILED).count()


def _report(rates, filed, expected) -> int:
    middle = {part: statistics.median(values) for part, values in rates.items()}
    beside = {part: _beside(rates, part) for part in PARTS[:-1]}
    at_reference = beside["standard parse"] * 2 * 1000 / REFERENCE_MS
    print(f"\nmedians of {len(rates['parse only'])} rounds, two processes")
    for part in PARTS:
        print(f"  {part:<15} {middle[part]:8.0f} mails/s")
    print(f"  whole / standard parse  {beside['standard parse']:6.3f}   (target {SHARE})")
    print(f"  whole / parse only      {beside['parse only']:6.3f}   (our own, faster reading)")
    print(f"  whole / durable commit  {beside['durable commit']:6.3f}")
    print(f"  {at_reference:.0f} mails/s where a standard parse takes {REFERENCE_MS} ms (target {TARGET}, floor {FLOOR});"
          f" here it took {2000 / middle['standard parse']:.1f} ms")
    print(f"  filed {filed} of {expected}")
    return 0 if at_reference >= FLOOR and beside["standard parse"] >= SHARE and filed == expected else 1


def _beside(rates, part) -> float:
    """Whole intake as a share of another part, round by round."""
    return statistics.median(w / p for w, p in zip(rates["whole intake"], rates[part], strict=True))
