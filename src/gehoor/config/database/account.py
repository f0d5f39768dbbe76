"""Which system account runs the database: PostgreSQL refuses to run as root."""

import dataclasses
import os
import pwd
from pathlib import Path

from gehoor.config.trouble import Trouble

# Accounts that Debian has before anybody adds one. `postgres` first: `nobody` is shared with other services.
EXISTING = ("postgres", "nobody")


@dataclasses.dataclass(frozen=True)
class Account:
    """A system account. `drops` is True when we are root and must become this account to run PostgreSQL."""

    uid: int
    gid: int
    drops: bool

    def own(self, path: Path) -> None:
        if self.drops:
            os.chown(path, self.uid, self.gid)

    def process_options(self) -> dict:
        """Arguments for subprocess that start a program as this account."""
        if not self.drops:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose(database_folder: Path) -> Account:
    """The account that owns `database_folder`; for a new one ourselves or, as root, an existing unprivileged one."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), drops=False)
    if database_folder.exists() and (owner := database_folder.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, drops=True)
    for name in EXISTING:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, drops=True)
    raise Trouble(
        "PostgreSQL does not run as root, and this system has no account `postgres` or `nobody` to run it. Nothing was "
        "changed. Start Gehoor as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )
