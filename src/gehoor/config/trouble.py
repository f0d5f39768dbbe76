"""What an administrator can mend, told in sentences."""

import errno


class Trouble(Exception):
    """Something the person at the keyboard can mend. Its text says what happened, what was kept, what to do next."""


def disk_full(place) -> Trouble:
    """The sentence for a disk without room at `place`."""
    return Trouble(
        f"There is no room left on the disk that holds {place}. What was stored before is kept; what was going on "
        "just now was not stored. Free some space (`df -h` shows where) and do it again."
    )


def is_disk_full(error: BaseException) -> bool:
    """True when `error`, or what it came from, says that the disk or the quota is used up."""
    seen = error
    while seen is not None:
        if getattr(seen, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or getattr(seen, "sqlstate", None) == "53100":
            return True
        seen = seen.__cause__ or seen.__context__
    return False
