"""The PostgreSQL server that a backup comes from or goes to, and the programs that copy a database whole."""

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from gehoor.config.database import binaries
from gehoor.config.database.account import Account
from gehoor.config.database.cluster import names_full_disk
from gehoor.config.trouble import Trouble, disk_full

CHUNK = 1024 * 1024
# pg_restore 18 writes this for every server; those before PostgreSQL 17 do not know the setting.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
HEAD = 64 * 1024  # bytes of the script in which that line stands


class Server:
    """Where the database is: `parameters` as libpq has them (host, port, user, password, dbname ...)."""

    def __init__(self, parameters: dict):
        self.parameters = parameters
        self.name: str = parameters["dbname"]
        self._bin = binaries.folder_for(Account(os.geteuid(), os.getegid(), drops=False))

    def connect(self, database: str | None = None, **options) -> psycopg.Connection:
        """A connection that commits each statement, to this database or another on the same server."""
        return psycopg.connect(**{**self.parameters, "dbname": database or self.name}, autocommit=True, **options)

    @contextlib.contextmanager
    def beside(self) -> Iterator[psycopg.Connection]:
        """A connection to no database of ours, from which ours can be made, renamed and dropped."""
        for database in ("postgres", "template1"):
            try:
                connection = self.connect(database)
            except psycopg.OperationalError:
                continue
            with connection:
                yield connection
            return
        raise Trouble("The server lets this account into no other database. Nothing was changed. Restoring needs one to "
                      "work from: grant CONNECT on the database `postgres`.")

    def dump(self, snapshot: str) -> Iterator[bytes]:
        """The whole database as it was at `snapshot` (pg_export_snapshot), in pg_dump's custom format."""
        command = ["pg_dump", "--format=custom", "--compress=gzip:4", "--no-owner", "--no-acl", f"--snapshot={snapshot}"]
        with tempfile.TemporaryFile() as said:
            process = self._run(command, self.name, stdout=subprocess.PIPE, stderr=said)
            try:
                while chunk := process.stdout.read(CHUNK):
                    yield chunk
            except BaseException:  # who wanted it gave up
                process.terminate()
                raise
            finally:
                process.stdout.close()
                process.wait()
            _check([process], said, "The database could not be backed up. Nothing was written.")

    def load(self, database: str, dump: Iterable[bytes]) -> None:
        """Fill the empty `database` with what `dump` gave. Raises `Trouble`."""
        restoring = ["pg_restore", "--file=-", "--no-owner", "--no-acl", "--no-comments"]
        running = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        with tempfile.TemporaryFile() as said:
            script = self._run(restoring, None, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            loading = self._run(running, database, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said)
            passing = threading.Thread(target=_pass_on, args=(script.stdout, loading.stdin), daemon=True)
            passing.start()
            try:
                with contextlib.suppress(BrokenPipeError), script.stdin as entrance:
                    for chunk in dump:
                        entrance.write(chunk)
                passing.join()
            finally:
                for process in (script, loading):
                    if process.poll() is None and passing.is_alive():
                        process.kill()
                    process.wait()
            _check([loading, script], said, "The backup could not be put into the database. What was there is kept.")

    def create(self, database: str) -> None:
        """An empty database. Raises `Trouble` where this account may not."""
        with self.beside() as connection:
            may = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
            if not may[0]:
                raise Trouble(
                    f"The account {self.parameters.get('user', '')} may not make a database, and restoring needs a new one "
                    "beside the old. Nothing was changed. Let an administrator of PostgreSQL run: "
                    f'ALTER ROLE "{self.parameters.get("user", "")}" CREATEDB'
                )
            name = sql.Identifier(database)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))  # of a restore cut off
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))

    def drop(self, database: str) -> None:
        with self.beside() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def swap(self, restored: str, aside: str) -> None:
        """Give our database the name `aside` and `restored` its name, both or neither."""
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        ours, new, old = map(sql.Identifier, (self.name, restored, aside))
        with self.beside() as connection, connection.transaction():
            connection.execute(rename.format(ours, old))
            connection.execute(rename.format(new, ours))

    def others(self) -> int:
        """How many connections other than ours use the database."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        with self.beside() as connection:
            return connection.execute(query, [self.name]).fetchone()[0]

    def _run(self, command, database, **streams) -> subprocess.Popen:
        known = {**self.parameters, "dbname": database}
        password = known.pop("password", "")
        where = [f"--dbname={make_conninfo('', **known)}"] if database else []
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": os.environ.get("HOME", "/")}
        env |= {"PGPASSWORD": password} if password else {}  # never among the words that `ps` shows
        return subprocess.Popen([self._bin / command[0], *command[1:], *where], env=env, **streams)


def _pass_on(script, loading) -> None:
    with script, contextlib.suppress(BrokenPipeError), loading:
        loading.write(script.read(HEAD).replace(UNKNOWN_BEFORE_17, b""))
        while chunk := script.read(CHUNK):
            loading.write(chunk)


def _check(processes, said, sentence: str) -> None:
    """Raise `Trouble` where one of `processes` failed, with its first complaint."""
    if not any(process.returncode for process in processes):
        return
    said.seek(0)
    text = said.read().decode(errors="replace")
    if names_full_disk(text):
        raise disk_full("the database")
    lines = [line for line in text.splitlines() if "error" in line.lower() or "FATAL" in line]
    # The rest of the complaint may quote a row, and so a person: it stays out.
    raise Trouble(f"{sentence} PostgreSQL said: {(lines or ['nothing'])[0][:300]}")
