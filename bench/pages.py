"""Server time and queries of the desk's pages at 2,000 contacts, through Django's own request path.

Pages: the queue, a conversation with 50 messages, a search. Limits: p50 under 25 ms, at most 12 queries. As a peer in
the same run stands the smallest page there is (a 404 by the same middleware), so that a slow machine shows itself.
"""

import argparse
import statistics
import time

from . import mails
from .trial import REFERENCE_MS, trial

LIMIT_MS, LIMIT_QUERIES = 25, 12
MESSAGES = 50


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__.splitlines()[0])
    options.add_argument("--contacts", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=60)
    chosen = options.parse_args(arguments)
    with trial():
        client, pages = _open_desk(chosen.contacts)
        queries = {name: _queries(client, page) for name, page in pages.items()}
        times, parses = {name: [] for name in pages}, []
        for _round in range(chosen.rounds):
            parses.append(mails.milliseconds_a_parse(10))
            for name, page in pages.items():
                times[name].append(_milliseconds(client, page))
    return _report(times, queries, chosen.contacts, statistics.median(parses))


def _open_desk(contacts):
    """A logged-in employee and the pages to fetch, each as (method, address, data)."""
    from django.test import Client

    from gehoor.staff.models import Employee, Team

    employee = Employee.objects.create_user("bram", first_name="Bram", last_name="de Wit")
    employee.teams.set(Team.objects.all())
    conversation = _fill(contacts, employee)
    client = Client(headers={"accept-language": "nl"}, SERVER_NAME="localhost")
    client.force_login(employee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, {
        "peer: not found": ("get", "/nowhere/", {}),
        "queue": ("get", "/desk/queue/team/", {}),
        "conversation of 50": ("get", f"/desk/conversations/{conversation.reference}/", {}),
        "search": ("post", "/desk/search/", {"q": "container lantaarn"}),
    }


def _fill(contacts, employee):
    """Contacts as intake makes them, and one conversation with 50 messages back and forth."""
    from gehoor.postroom import arrivals, note, reading, send
    from gehoor.postroom.models import Arrival

    for original in mails.make(contacts - MESSAGES, seed=7):
        arrivals.keep("email", original, source="bench")
    reading.read_due()
    conversation = Arrival.objects.filter(contact__isnull=False).first().contact.conversation
    for number in range(MESSAGES - conversation.messages.count()):
        if number % 2:
            note.add_internal(conversation, f"Notitie {number}: groenbeheer gebeld over de container.", by=employee)
        else:
            address = conversation.person.addresses.first().value
            send.send(conversation, by=employee, kind="email", address=address, text=f"Antwoord {number}\n" * 6)
    return conversation


def _fetch(client, page):
    method, address, data = page
    return getattr(client, method)(address, data, follow=method == "post")


def _queries(client, page) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    response = _fetch(client, page)
    assert response.status_code == 200 or "nowhere" in page[1], f"{page[1]} gave {response.status_code}"
    with CaptureQueriesContext(connection) as captured:
        _fetch(client, page)
    return len(captured)


def _milliseconds(client, page) -> float:
    begin = time.perf_counter()
    _fetch(client, page)
    return (time.perf_counter() - begin) * 1000


def _report(times, queries, contacts, parse) -> int:
    peer = statistics.median(times["peer: not found"])
    limit = LIMIT_MS * parse / REFERENCE_MS
    print(f"{contacts} contacts, median of {len(times['queue'])} rounds; at most {LIMIT_QUERIES} queries; p50 at most"
          f" {LIMIT_MS} ms where a standard parse takes {REFERENCE_MS} ms; it took {parse:.1f} ms here: {limit:.0f} ms")
    held = True
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"  {name:<20} p50 {middle:6.1f} ms  p95 {sorted(values)[int(len(values) * 0.95)]:6.1f} ms"
              f"  {queries[name]:2d} queries  {middle / peer:5.1f} x the peer  {middle / limit:5.2f} of the limit")
        held = held and middle <= limit and queries[name] <= LIMIT_QUERIES
    return 0 if held else 1
