"""Restoring: into a new database beside the old one, looked over, and only then given its name.

Until the last moment what was there stays as it was, so whatever goes wrong costs nothing but time.
"""

import contextlib
import dataclasses
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from gehoor.config import environment
from gehoor.config.database import EmbeddedPostgres
from gehoor.config.environment import Environment
from gehoor.config.serve import say
from gehoor.config.serve.start import claim, load_django
from gehoor.config.trouble import Trouble

from . import archive, settle
from .archive import Archive
from .progress import Bar
from .server import Server

LONGEST_NAME = 63  # bytes of a name in PostgreSQL


@dataclasses.dataclass(frozen=True)
class Wishes:
    """What the person asked for beside the backup itself."""

    replace: bool = False
    send_outgoing: bool = False
    keep_old: bool = False


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What came of it. `aside` is the name of the old database where it was kept."""

    held: settle.Held
    aside: str = ""


def check(path: Path) -> Archive:
    """The backup at `path`, proven whole. Touches nothing else. Raises `Trouble`."""
    backup = Archive(path)
    with Bar("Checking the backup", backup.size) as bar:
        backup.check(bar.further)
    return backup


def restore(env: Environment, path: Path, wishes: Wishes) -> Outcome:
    """Put the backup at `path` in the place of what is here. Raises `Trouble`; then nothing is changed."""
    environment.make_home(env.home)
    with claim(env):
        backup = check(path)
        load_django()
        settle.refuse_newer(backup.facts)
        refuse_another_key(backup)
        with _server(env) as server:
            _refuse_to_overwrite(server, wishes.replace)
            return _exchange(env, server, backup, wishes)


def _exchange(env: Environment, server: Server, backup: Archive, wishes: Wishes) -> Outcome:
    restored, aside = _beside(server.name, "restoring"), _beside(server.name, f"before_{datetime.now():%Y%m%d_%H%M%S}")
    server.create(restored)
    try:
        with Bar("Restoring the database", backup.members[archive.DATABASE]["size"]) as bar:
            server.load(restored, _counted(backup.read(archive.DATABASE), bar))
        _compare(server, restored, backup.facts["rows"])
        say.stage("Bringing the tables up to date")
        held = settle.settle(env, restored, backup.facts, send_outgoing=wishes.send_outgoing)
        _put_files(env.home, backup)
        key = _put_key(env.home, backup)
        _refuse_company(server)
        server.swap(restored, aside)
    except BaseException:
        with contextlib.suppress(psycopg.Error, Trouble):
            server.drop(restored)
        raise
    if key is not None:
        key.replace(env.home / archive.KEY)
    if wishes.keep_old:
        return Outcome(held, aside)
    server.drop(aside)
    return Outcome(held)


@contextlib.contextmanager
def _server(env: Environment) -> Iterator[Server]:
    """The server to restore to; the embedded one runs for as long as this lasts."""
    postgres = EmbeddedPostgres(env.home) if env.is_embedded else None
    try:
        if postgres is not None:
            postgres.start()
        yield Server(environment.database_parameters(env))
    finally:
        if postgres is not None:
            postgres.stop()


def refuse_another_key(backup: Archive) -> None:
    """A key from the environment must be the backup's: else reply addresses and mailbox passwords are worth nothing."""
    given = os.environ.get("SECRET_KEY")
    if given and given.encode() != b"".join(backup.read(archive.KEY)):
        raise Trouble(
            "SECRET_KEY here is another key than that of the backup, so mailbox passwords and reply addresses in it could "
            f"not be read. Nothing was changed. Set SECRET_KEY to what `unzip -p {backup.path} {archive.KEY}` shows, or "
            "unset it: then the key goes along into the data folder."
        )


def _refuse_to_overwrite(server: Server, replace: bool) -> None:
    _refuse_company(server)
    with server.connect() as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchone()[0]
    if tables and not replace:
        raise Trouble(
            f"The database {server.name} is not empty. Nothing was changed. To put the backup in its place, make a backup "
            "of what is here first, and then say: gehoor restore FILE --replace"
        )


def _refuse_company(server: Server) -> None:
    if number := server.others():
        raise Trouble(
            f"{number} connections still use the database {server.name}. Nothing was changed. Stop Gehoor and its workers on "
            "every machine, and restore again."
        )


def _beside(name: str, word: str) -> str:
    return f"{name[: LONGEST_NAME - len(word) - 1]}_{word}"


def _counted(chunks: Iterator[bytes], bar: Bar) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        bar.further(len(chunk))


def _compare(server: Server, database: str, rows: dict[str, int]) -> None:
    """Every table holds as many rows as when the backup was made; also gather what the planner must know."""
    with server.connect(database) as connection:
        for table, expected in rows.items():
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            if (found := connection.execute(query).fetchone()[0]) != expected:
                raise Trouble(
                    f"After restoring, table {table} has {found} rows instead of {expected}. What was there is kept. "
                    "Restore an older backup, and report this."
                )
        connection.execute("ANALYZE")


def _put_files(home: Path, backup: Archive) -> None:
    """The files of the data folder that are not here yet; what is here stays as it is."""
    for name in backup.files():
        path = home / name
        if path.exists():
            continue
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.half")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.writelines(backup.read(archive.FILES + name))
        half.replace(path)


def _put_key(home: Path, backup: Archive) -> Path | None:
    """The key of the backup, beside the one in the data folder; None where it is the same or comes from outside."""
    key = b"".join(backup.read(archive.KEY))
    here = home / archive.KEY
    if os.environ.get("SECRET_KEY") or (here.exists() and here.read_bytes().strip() == key):
        return None
    new = home / f"{archive.KEY}.restored.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return new

