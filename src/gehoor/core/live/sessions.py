"""Whether the log-in behind a socket still holds, and what it may still follow."""

from collections import defaultdict

from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from . import topics

LOGGED_OUT = 4401  # close codes of our own (RFC 6455 section 7.4.2); live.js knows them
NOT_ALLOWED = 4403
TOO_MUCH = 4429


async def check(hub):
    """Close sockets whose log-in ended, by log-out, expiry, new password or deactivation; drop what is closed to them."""
    sockets = [socket for socket in hub.sockets if socket.employee_id is not None]
    if not sockets:
        return
    facts = [(socket.session_key, socket.employee_id, socket.auth_hash, frozenset(socket.following)) for socket in sockets]
    verdicts = await database_sync_to_async(_judge)(facts)
    for socket, (*_who, followed), (code, allowed) in zip(sockets, facts, verdicts, strict=True):
        if code is not None:
            socket.close(code)
        else:
            hub.leave(socket, followed - allowed)  # what it began to follow meanwhile was not judged


def _judge(facts) -> list:
    """For each socket a close code or None, and the topics it may follow; two queries and one for each employee."""
    keys = {key for key, *_ in facts}
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("pk", flat=True)
    )
    employees = get_user_model().objects.in_bulk({pk for _, pk, *_ in facts})
    wanted = defaultdict(set)
    for _, pk, _, following in facts:
        wanted[pk] |= following
    may = {pk: topics.allowed(employee, wanted[pk]) for pk, employee in employees.items() if employee.is_active}
    verdicts = []
    for key, pk, auth_hash, following in facts:
        holds = key in alive and pk in may and constant_time_compare(auth_hash, employees[pk].get_session_auth_hash())
        if not holds:
            verdicts.append((LOGGED_OUT, set()))
        elif not topics.may_connect(employees[pk]):
            verdicts.append((NOT_ALLOWED, set()))
        else:
            verdicts.append((None, following & may[pk]))
    return verdicts
