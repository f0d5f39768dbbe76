"""Where the unix socket of the database stands: a 0700 folder with a short name."""

import hashlib
import os
import tempfile
from pathlib import Path

from gehoor.config.database.account import Account
from gehoor.config.trouble import Trouble

PORT = 5432
# sun_path in <sys/un.h> holds 108 bytes, with `/.s.PGSQL.5432` and a closing zero in it.
LONGEST = 108 - len(f"/.s.PGSQL.{PORT}") - 1


def folder_for(home: Path, account: Account) -> Path:
    """Make and return the first folder that fits: in the data folder, else a short one made for this data folder."""
    tried = []
    for folder in _candidates(home, account):
        tried.append(str(folder))
        if fits(folder) and _make(folder, account):
            return folder
    raise Trouble(
        f"The database needs a folder for its socket with a name of at most {LONGEST} bytes, and none could be made. "
        f"Tried: {', '.join(tried)}. Nothing was changed. Set GEHOOR_HOME to a folder with a shorter name."
    )


def fits(folder: Path) -> bool:
    """A socket can stand in `folder`: the name is short and has nothing that PostgreSQL reads as a list."""
    return len(os.fsencode(folder)) <= LONGEST and not set(str(folder)) & set(",'\"\\\n@")


def remove(folder: Path) -> None:
    """Remove the folder of a stopped database; one that still holds something stays."""
    try:
        folder.rmdir()
    except OSError:
        pass


def _candidates(home: Path, account: Account):
    short = "gehoor-" + hashlib.sha256(os.fsencode(home)).hexdigest()[:10]
    if account.drops:
        yield Path("/run") / short  # the account may be unable to come into root's data folder
    else:
        yield home / "postgres" / "socket"
        if runtime := os.environ.get("XDG_RUNTIME_DIR"):
            yield Path(runtime) / short
        yield Path(f"/run/user/{account.uid}") / short
    yield Path(tempfile.gettempdir()) / f"{short}-{account.uid}"
    yield Path("/tmp") / f"{short}-{account.uid}"


def _make(folder: Path, account: Account) -> bool:
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        pass
    except OSError:
        return False
    # In a temporary folder somebody else may have put this name there first; then it is not used.
    state = folder.lstat()
    return folder.is_dir() and not folder.is_symlink() and state.st_uid == account.uid and state.st_mode & 0o077 == 0
