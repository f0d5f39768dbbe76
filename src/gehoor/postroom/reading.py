"""Reading kept originals, one transaction each, so that a bad one never holds up the next."""

import logging

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from gehoor.core import events

from . import channel, receive
from .inbound import Unreadable
from .models import Arrival

log = logging.getLogger(__name__)
BATCH = 50


def read_due() -> int:
    """Read all originals that are due, in order of arrival; returns how many this call took on."""
    taken = 0
    while ids := list(Arrival.objects.due().order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with events.gathered():
            mine = [pk for pk in ids if read_one(pk)]
        taken += len(mine)
        if not mine:  # another worker holds all of these; it, or the periodic job, does them
            break
    return taken


def read_one(pk: int) -> bool:
    """Read one original; False where another worker is at it or did it. Failing is written on the row.

    Raises `OperationalError` or `InterfaceError` where the database is away: then the original still waits.
    """
    try:
        return _read(pk)
    except IntegrityError:
        return _read_again(pk)  # the same contact was filed at this very moment: now it is known
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the next original must go on
        return _put_by(pk, error)


def _read(pk: int) -> bool:
    with transaction.atomic():
        arrival = Arrival.objects.due().select_for_update(skip_locked=True).filter(pk=pk).first()
        if arrival is None:
            return False
        inbound = channel.get(arrival.channel).read(arrival)
        contact, is_new = receive.receive(inbound)
        arrival.filed(contact, Arrival.State.FILED if is_new else Arrival.State.KNOWN)
    return True


def _read_again(pk: int) -> bool:
    try:
        return _read(pk)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next original must go on
        return _put_by(pk, error)


def _put_by(pk: int, error: Exception) -> bool:
    """Write down why; what the original says stays out of the log."""
    with transaction.atomic():
        arrival = Arrival.objects.due().select_for_update(skip_locked=True).filter(pk=pk).first()
        if arrival is None:
            return False
        expected = isinstance(error, Unreadable)
        log.log(logging.INFO if expected else logging.ERROR, "original %s not readable: %s", pk, type(error).__name__,
                exc_info=None if expected else error)
        arrival.failed(str(error) if expected else type(error).__name__, _team_of(arrival))
    return True


def _team_of(arrival) -> int | None:
    try:
        return channel.get(arrival.channel).team_of(arrival)
    except LookupError:  # its channel is no longer installed
        return None
