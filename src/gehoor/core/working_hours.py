"""A clock that runs while the organisation works: Monday to Friday, from when the day begins until it ends."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Local times of a working day; `shift_change` is when the next shift takes over, None where nobody does."""

    begins: time = time(8, 30)
    ends: time = time(17)
    shift_change: time | None = time(13)

    def add(self, moment: datetime, hours: float) -> datetime:
        """The moment that lies so many working hours after `moment`."""
        left, here = timedelta(hours=hours), self._opened(timezone.localtime(moment))
        while left > (rest := self._at(here, self.ends) - here):
            left -= rest
            here = self._opened(self._at(here, self.ends))
        return here + left

    def before(self, moment: datetime, hours: float) -> datetime:
        """The moment after which so many working hours passed until `moment`."""
        left, here = timedelta(hours=hours), self._still_open(timezone.localtime(moment))
        while left > (rest := here - self._at(here, self.begins)):
            left -= rest
            here = self._still_open(self._at(here, self.begins))
        return here - left

    def next_shift(self, moment: datetime) -> datetime:
        """When the first shift after `moment` begins."""
        here = timezone.localtime(moment)
        while True:
            starts = sorted(filter(None, (self.begins, self.shift_change)))
            later = [self._at(here, start) for start in starts if self._at(here, start) > here]
            if here.weekday() < SATURDAY and later:
                return later[0]
            here = _midnight(here)

    def _opened(self, here: datetime) -> datetime:
        """`here`, or when we open after it."""
        while here.weekday() >= SATURDAY or here >= self._at(here, self.ends):
            here = _midnight(here)
        return max(here, self._at(here, self.begins))

    def _still_open(self, here: datetime) -> datetime:
        """`here`, or when we closed before it."""
        while here.weekday() >= SATURDAY or here <= self._at(here, self.begins):
            here = _midnight(here, days=0) - timedelta(minutes=1)
        return min(here, self._at(here, self.ends))

    def _at(self, here: datetime, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(here.date(), clock))


def _midnight(here: datetime, days=1) -> datetime:
    return timezone.make_aware(datetime.combine(here.date() + timedelta(days=days), time()))
