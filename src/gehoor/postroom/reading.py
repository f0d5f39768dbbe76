"""Reading kept originals, one transaction each, so that a bad one never holds up the next.

That a reading begins is committed before it begins. An original that takes the whole process along (it eats all memory)
is known by that: it comes after the others, and after `MOST_BEGUN` times it is set visible as unreadable.
"""

import logging

from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from gehoor.core import events, prepared

from . import channel, receive, wake
from .inbound import KeptApart, Unreadable
from .models import Arrival

log = logging.getLogger(__name__)
BATCH = 50
MOST_BEGUN = 4  # a process may be killed a few times by chance (a restart, an update) while it reads this very one
# Not waiting for the disk: this outlives the death of the process, which is all that is asked of it.
BEGIN = """
    UPDATE postroom_arrival SET begun = begun + 1
    WHERE id = (SELECT id FROM postroom_arrival WHERE id = %s AND state IN ('waiting', 'unreadable')
                AND try_at <= statement_timestamp() FOR UPDATE SKIP LOCKED)
    RETURNING begun, channel
"""


class StopsTheReader(Exception):
    """Every reading of this original ended with the end of the process that read it."""


def read_due() -> int:
    """Read all originals that are due and quickly read, in order of arrival; returns how many this call took on.

    What was begun before in vain comes last.
    """
    taken = 0
    due = Arrival.objects.due().exclude(channel__in=channel.slow_kinds())
    while ids := list(due.order_by("begun", "pk").values_list("pk", flat=True)[:BATCH]):
        with events.gathered():
            mine = [pk for pk in ids if read_one(pk)]
        taken += len(mine)
        if not mine:  # another worker holds all of these; it, or the periodic job, does them
            break
    return taken


def wake_slow():
    """Have a job of its own wait for each original that is due and slow to read."""
    due = Arrival.objects.due().filter(channel__in=channel.slow_kinds())
    for pk in due.order_by("pk").values_list("pk", flat=True)[:BATCH]:
        wake.slow_reader(pk)


def read_one(pk: int) -> bool:
    """Read one original; False where another worker is at it or did it. Failing is written on the row.

    Raises `OperationalError` or `InterfaceError` where the database is away: then the original still waits.
    """
    try:
        kind = _begin(pk)
        if kind is None:
            return False
        if kind in channel.slow_kinds():
            _prepare(pk)
        return _read(pk)
    except IntegrityError:
        return _read_again(pk)  # the same contact was filed at this very moment: now it is known
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the next original must go on
        return _put_by(pk, error)


def _prepare(pk: int):
    arrival = Arrival.objects.due().filter(pk=pk).first()
    if arrival:
        channel.get(arrival.channel).prepare(arrival)


def _begin(pk: int) -> str | None:
    """Count that this reading begins; the kind of channel, None where another worker is at it. Raises `StopsTheReader`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
        cursor.execute(BEGIN, [pk])
        row = cursor.fetchone()
    begun, kind = row or (0, None)
    if begun > MOST_BEGUN:
        raise StopsTheReader
    return kind


def _read(pk: int) -> bool:
    with transaction.atomic():
        arrival = _claim(pk)
        if arrival is None:
            return False
        config = channel.get(arrival.channel)
        try:
            inbounds = config.read_all(arrival)
        except KeptApart as reason:
            arrival.kept_apart(str(reason), config.team_of(arrival))
            return True
        filed = [(inbound, *receive.receive(inbound)) for inbound in inbounds]
        config.filed(arrival, filed)
        # A batch is nobody's original: it holds what others wrote as well.
        contact = filed[0][1] if len(filed) == 1 else None
        is_known = filed and not any(is_new for _inbound, _contact, is_new in filed)
        arrival.filed(contact, Arrival.State.KNOWN if is_known else Arrival.State.FILED)
    return True


def _claim(pk: int) -> Arrival | None:
    """This original, ours until the transaction ends; None where another worker has it or did it."""
    return prepared.one(("claim",), Arrival.objects.due().select_for_update(skip_locked=True).filter, pk=pk)


def _read_again(pk: int) -> bool:
    try:
        return _read(pk)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next original must go on
        return _put_by(pk, error)


def _put_by(pk: int, error: Exception) -> bool:
    """Write down why; what the original says stays out of the log."""
    with transaction.atomic():
        arrival = _claim(pk)
        if arrival is None:
            return False
        if isinstance(error, StopsTheReader):
            error = Unreadable(_("Reading this stopped Gehoor again and again. The original is kept."))
        expected = isinstance(error, Unreadable)
        log.log(logging.INFO if expected else logging.ERROR, "original %s not readable: %s", pk, type(error).__name__,
                exc_info=None if expected else error)
        arrival.failed(str(error) if expected else type(error).__name__, _team_of(arrival))
        if arrival.attempts == 1:
            events.record("arrival.unreadable", arrival=arrival.pk)
    return True


def _team_of(arrival) -> int | None:
    try:
        return channel.get(arrival.channel).team_of(arrival)
    except LookupError:  # its channel is no longer installed
        return None
