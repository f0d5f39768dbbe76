"""The files of the embedded database: made whole or not at all, and configured anew at every start."""

import shutil
import subprocess
from pathlib import Path

from gehoor.config.database import binaries
from gehoor.config.database.account import Account
from gehoor.config.trouble import Trouble, disk_full

# PostgreSQL is always given its working folder under this name. It resolves without walking the folders above, so that
# root's data folder may stand in /root while another account runs the database, and nothing is chmodded.
HERE = "/proc/self/cwd"
ROLE = DATABASE = "gehoor"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "cluster_name": "gehoor",
    "max_connections": 60,
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": 1.1,
    "jit": "off",
    "max_parallel_workers_per_gather": 0,  # starting helpers takes longer than any query of a page
    "max_wal_size": "1GB",
    "timezone": "UTC",
    "log_checkpoints": "off",
    # What people wrote and their addresses stay out of the log: no statements, no "Key (address)=(...)".
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


def ready_pid(home: Path) -> int | None:
    """Process id of the server that says it takes connections (lines 1 and 8 of postmaster.pid); else None."""
    try:
        lines = (home / "postgres" / "data" / "postmaster.pid").read_text().split("\n")
    except OSError:
        return None
    return int(lines[0]) if len(lines) > 7 and lines[7].strip() == "ready" else None


class Cluster:
    """The folder `postgres` in the data folder; `data` in it is the database cluster."""

    def __init__(self, home: Path, account: Account, bin_folder: Path, durable: bool):
        self.top = home / "postgres"
        self.data = self.top / "data"
        self.account = account
        self.bin = bin_folder
        self.durable = durable

    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def create(self, password: str) -> None:
        """Make the cluster, its role and its database beside the real name, then give it that name in one move."""
        self._make_folder(self.top)
        new = self.top / "data.new"
        if new.exists():  # an earlier first start was broken off
            shutil.rmtree(new)
        self._make_folder(new)
        initdb = ["initdb", "-D", HERE, "-U", "postgres", "--encoding=UTF8", "--no-instructions"]
        initdb += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb += ["--auth-local=reject", "--auth-host=reject"]  # only our role comes in, see configure()
        if not self.durable:
            initdb.append("--no-sync")
        self._run(initdb, new)
        role = f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'"
        self._single_user(f"{role};\n\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n\n", new)
        new.rename(self.data)

    def check_version(self) -> None:
        """Refuse a cluster that another major version of PostgreSQL made."""
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(binaries.MAJOR):
            raise Trouble(
                f"The database in {self.data} was made by PostgreSQL {found}; this Gehoor carries PostgreSQL "
                f"{binaries.MAJOR}. Nothing was changed. Go back to the release of Gehoor that you used before, make an "
                "export there with pg_dump, and restore it here in a new data folder (GEHOOR_HOME)."
            )

    def change_password(self, password: str) -> None:
        """Give our role another password without logging in; the database must not be running."""
        self._single_user(f"ALTER ROLE {ROLE} PASSWORD '{password}';\n\n", self.data)

    def configure(self, socket_folder: Path) -> None:
        """Write the configuration; an administrator's own settings go into local.conf, which is never touched."""
        settings = SETTINGS | ({} if self.durable else THROW_AWAY)
        settings["unix_socket_directories"] = f'"{socket_folder}"'
        lines = ["# Written at every start of Gehoor. Your own settings: local.conf in this folder."]
        lines += [f"{name} = '{value}'" for name, value in settings.items()]
        self._write("postgresql.conf", "\n".join([*lines, "include_if_exists = 'local.conf'", ""]))
        self._write("pg_hba.conf", f"local all {ROLE} scram-sha-256\n")

    def forget_dead_server(self) -> None:
        """Remove a postmaster.pid whose number has gone to another program since; call only with the lock held."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
            if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":
                return  # perhaps started by hand: PostgreSQL itself judges that
        except (FileNotFoundError, ProcessLookupError, ValueError):
            pass
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self.account.own(folder)

    def _write(self, name: str, text: str) -> None:
        new = self.data / f"{name}.new"
        new.write_text(text)
        new.chmod(0o600)
        self.account.own(new)
        new.replace(self.data / name)

    def _single_user(self, sql: str, folder: Path) -> None:
        self._run(["postgres", "--single", "-D", HERE, "-j", "postgres"], folder, sql)

    def _run(self, command: list[str], folder: Path, stdin: str = "") -> None:
        done = subprocess.run(
            [self.bin / command[0], *command[1:]],
            check=False,
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            umask=0o077,
            start_new_session=True,
            **self.account.process_options(),
        )
        if done.returncode != 0 or "ERROR:" in done.stderr:
            raise trouble_from(done.stderr, self.top)


def names_full_disk(log: str) -> bool:
    return "No space left on device" in log or "Disk quota exceeded" in log


def trouble_from(log: str, place: Path) -> Trouble:
    """The sentence for what PostgreSQL wrote when it gave up."""
    if names_full_disk(log):
        return disk_full(place)
    if "could not create shared memory" in log or "could not map anonymous shared memory" in log:
        return Trouble(
            "PostgreSQL got too little memory to start. The data is kept. Give the machine more memory, or put "
            f"shared_buffers = '64MB' into {place}/data/local.conf, and start again."
        )
    last = [line for line in log.strip().splitlines() if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
    return Trouble(
        f"PostgreSQL could not start on {place}. The data is kept as it was. It said: "
        f"{last[-1].strip() if last else 'nothing'} The whole story is in {place.parent}/postgres.log."
    )
