"""Server time of the pages of promises with fifty thousand of them open: `bin/bench promises [--open 50000]`.

Limits: p50 under 40 ms at the reference speed, which the same run tells by parsing mail, and at most 12 queries.
"""

import argparse
import statistics

from . import mails
from .pages import LIMIT_QUERIES, PEER, WARM
from .trial import REFERENCE_MS, town

LIMIT_MS = 40
PAGES = {"board of a team": "/desk/promises/board/", "board of one of them": "/desk/promises/board/?person=%s", "my promises": "/desk/promises/"}
SEARCH = "search: a common word"  # each hit says what is promised
INSERT = """
INSERT INTO promises_promise (conversation_id, person_id, team_id, owner_id, kind, what, number, tries, made_at, state, reason, due_at)
SELECT told.id, told.person_id, told.team_id, (%s::bigint[])[n %% %s + 1], 'call_back', '', '', 0, now(), 'open', '',
       now() + (n * 4 - 1440) * interval '1 minute'
FROM generate_series(1, %s) AS n JOIN (
    SELECT id, person_id, team_id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS number
    FROM conversations_conversation WHERE is_open
) AS told ON told.place = n %% told.number
"""


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench promises", description=__doc__.splitlines()[0])
    options.add_argument("--open", type=int, default=50_000)
    options.add_argument("--contacts", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=40)
    chosen = options.parse_args(arguments)
    with town(chosen.contacts, None):
        figures, speed = _measure(chosen)
    print(f"{chosen.open} open promises; limits: p50 {LIMIT_MS} ms at the reference speed, {LIMIT_QUERIES} queries")
    for name, (p50, queries) in figures.items():
        print(f"  {name:<24} p50 {p50:6.1f} ms  {queries:2d} queries  {p50 / LIMIT_MS / speed:5.2f} of the limit")
    return 0 if all(p50 <= LIMIT_MS * speed and queries <= LIMIT_QUERIES for p50, queries in figures.values()) else 1


def _measure(chosen) -> tuple[dict, float]:
    """(by page its p50 in milliseconds and its queries, how many times slower than the reference this machine is)"""
    from .desk import Desk

    desk = Desk()
    _promise(chosen.open)
    desk.pages = {name: desk.pages[name] for name in (PEER, SEARCH)} | {
        name: ("get", address % desk.employee.pk if "%s" in address else address, {}) for name, address in PAGES.items()
    }
    queries = {name: desk.queries(name) for name in desk.pages}
    times, parses = {name: [] for name in desk.pages}, []
    for number in range(WARM + chosen.rounds):
        parses.append(mails.milliseconds_a_parse(10))
        for name in desk.pages:
            taken = desk.milliseconds(name)
            times[name] += [taken] if number >= WARM else []
    return {name: (statistics.median(times[name]), queries[name]) for name in desk.pages}, statistics.median(parses) / REFERENCE_MS


def _promise(number):
    """So many open promises, four minutes apart from yesterday on, over all open conversations and employees."""
    from django.db import connection

    from gehoor.staff.models import Employee

    owners = list(Employee.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [owners, len(owners), number])
        cursor.execute("ANALYZE")
