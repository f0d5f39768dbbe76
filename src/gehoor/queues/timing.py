"""Keeping the moments to answer by right: after opening hours changed, and for what came in untimed."""

from gehoor.conversations import waiting
from gehoor.targets.models import Stamp

BATCH = 500  # conversations held at a time


def count_again():
    """Count everything that runs again, once for each change of opening hours or targets.

    Conversations that change meanwhile are counted by their own deed, by the calendar as it is by then. A worker that
    dies halfway leaves the change uncounted, so another begins anew.
    """
    stamp = Stamp.objects.filter(pk=1).first()
    if stamp is None or stamp.counted == stamp.value:
        return
    last = 0
    while last is not None:
        last = waiting.count_again(last, BATCH)
    Stamp.objects.filter(pk=1).update(counted=stamp.value)


def catch_up():
    """Time what waits for us untimed."""
    while waiting.catch_up(BATCH) == BATCH:
        pass
