"""Looking at links a few at a time: what is new first, then what failed, then what was looked at longest ago.

One host is asked once a second at most. Where nothing at all can be reached we have no way out ourselves, and no link is to blame.
"""

import logging
import re
import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.utils import timezone

from ..models import Audience, OutgoingLink, Stamp, Version
from ..models.outgoing_link import TRIES
from ..rendering import addresses
from . import reaching

log = logging.getLogger(__name__)
A_TURN = 20  # addresses
LONGEST = 60  # seconds that a turn takes
BETWEEN = 1  # seconds between two questions to one host
AGAIN = timedelta(days=7)
AGAIN_AFTER_FAILURE = timedelta(hours=20)
ENOUGH_HOSTS = 3  # hosts away at once, and none there: it is us
OURS = re.compile(r"^/antwoorden/([-\w]+)/?(?:[?#].*)?$")
MAY_HOLD_LINKS = re.compile(r"\]\(|\]:|<https?:")


def gather(article=None) -> int:
    """Write down where the texts that are told now lead to; returns how many links that are."""
    versions = Version.objects.in_force()
    links = OutgoingLink.objects.all()
    if article:
        versions, links = versions.filter(article=article), links.filter(article=article)
    wanted = {(pk, address[:2000]) for pk, text in versions.values_list("article_id", "answer") if MAY_HOLD_LINKS.search(text)
              for address in addresses(text) if _is_looked_at(address)}
    known = {(link.article_id, link.address): link.pk for link in links.only("article_id", "address")}
    links.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    OutgoingLink.objects.bulk_create([OutgoingLink(article_id=pk, address=address) for pk, address in sorted(wanted - known.keys())],
                                     ignore_conflicts=True)
    return len(wanted)


def check_due(reach=reaching.problem_at, wait=time.sleep) -> int:
    """One turn; returns how many addresses were looked at."""
    _gather_when_changed()
    now, until, asked, found = timezone.now(), time.monotonic() + LONGEST, {}, {}
    due = OutgoingLink.objects.filter(
        Q(checked_at=None) | Q(checked_at__lt=now - AGAIN) | Q(failures__gt=0, checked_at__lt=now - AGAIN_AFTER_FAILURE),
    ).order_by(F("checked_at").asc(nulls_first=True), "pk")
    for address in dict.fromkeys(due.values_list("address", flat=True)[:A_TURN * 5]):
        if len(found) >= A_TURN or time.monotonic() > until:
            break
        found[address] = _ours(address) if address.startswith("/") else _politely(address, asked, reach, wait)
    if _is_it_us(found):
        log.warning("no link could be reached: this server may have no way to the internet")
        OutgoingLink.objects.filter(address__in=found).update(checked_at=now)
        return 0
    for address, problem in found.items():
        rows = OutgoingLink.objects.filter(address=address)
        if problem:
            rows.update(checked_at=now, found=problem, failures=TRIES if address.startswith("/") else F("failures") + 1)
        else:
            rows.update(checked_at=now, found="", failures=0, told_at=None)
    return len(found)


def _politely(address, asked, reach, wait) -> str:
    """Ask, a second after the last question to the same host."""
    host = _host(address)
    if host in asked and (rest := asked[host] + BETWEEN - time.monotonic()) > 0:
        wait(rest)
    problem = reach(address)
    asked[host] = time.monotonic()
    return problem


def _ours(address) -> str:
    """A link to another article: whether everybody can read that now. Other pages of ours are there."""
    named = OURS.match(address)
    there = named is None or Version.objects.in_force().told_to(Audience.PUBLIC).filter(article__slug=named[1]).exists()
    return "" if there else "not_found"


def _host(address) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_looked_at(address) -> bool:
    return bool(re.match(r"https?://", address)) or (address.startswith("/") and not address.startswith("//"))


def _is_it_us(found) -> bool:
    outside = {_host(address): problem for address, problem in found.items() if not address.startswith("/")}
    return len(outside) >= ENOUGH_HOSTS and set(outside.values()) == {"away"}


_gathered = None


def _gather_when_changed():
    """Once for each day and each change of what is told, in this process."""
    global _gathered
    mark = (timezone.localdate(), Stamp.objects.values_list("value", flat=True).first())
    if mark != _gathered:
        gather()
        _gathered = mark
