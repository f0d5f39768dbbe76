"""Making a backup while everything runs: one snapshot of the database, then the files of the data folder."""

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from gehoor.config.environment import Environment
from gehoor.config.trouble import Trouble

from . import archive
from .progress import Bar
from .server import Server

# Of the data folder: what is remade, belongs to a running process, or is in the backup under another name.
LEFT_OUT = {"postgres", "static", "backups", "connection.json", "postgres.lock", "start.lock", "secret-key"}
PASSING = re.compile(r"postgres\.log.*|secret-key\..*|.*\.(new|half|part)|\..*")
TABLES = """
    SELECT relname, pg_table_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
KEPT = re.compile(r"gehoor-\d{8}-\d{6}\.zip")


def make(env: Environment, server: Server, target: Path) -> dict:
    """Write the backup to `target`, which must not exist; returns its manifest. Raises `Trouble`, `OSError`."""
    if target.exists() or target.is_symlink():
        raise Trouble(f"{target} exists already, and a backup is never written over. Nothing was changed. Give another name.")
    if not target.absolute().parent.is_dir():
        raise Trouble(f"There is no folder {target.absolute().parent} to write in. Nothing was changed.")
    with archive.written(target) as writer, server.connect() as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        facts, sizes = _facts(connection)
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        with Bar("Backing up the database", sum(sizes.values())) as bar, _watched(server, sizes, facts["rows"], bar) as look:
            writer.add(archive.DATABASE, map(look, server.dump(snapshot)), compress=False)
        writer.add(archive.KEY, [env.secret_key.encode()])
        for name, chunks in _files(env.home, target.absolute()):
            writer.add(archive.FILES + name, chunks)
        writer.finish(facts)
    return facts


def kept_name() -> str:
    """What a backup in a folder of backups is called; in the order of time."""
    return f"gehoor-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"


def rotate(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups of `folder`, by their names; nothing else there is touched."""
    found = sorted(path for path in folder.iterdir() if KEPT.fullmatch(path.name))
    old = found[:-keep]
    for path in old:
        path.unlink()
    return old


def room_for(server: Server, folder: Path) -> None:
    """Say so at once where the disk is surely too small. Raises `Trouble`."""
    with server.connect() as connection:
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    free = shutil.disk_usage(folder).free
    if free < size // 20:  # mail with its attachments hardly shrinks; text does, by ten and more
        raise Trouble(
            f"There is only {free // 2**20} MB free on the disk of {folder}, for a database of {size // 2**20} MB. Nothing "
            "was written. Free some space or give another folder."
        )


def _facts(connection: psycopg.Connection) -> tuple[dict, dict[str, int]]:
    """(what the manifest tells, bytes of each table) in the snapshot of this transaction."""
    sizes = dict(connection.execute(TABLES).fetchall())
    if "django_migrations" not in sizes:
        raise Trouble("This database has no tables yet, so there is nothing to back up. `gehoor start` makes them.")
    count = sql.SQL("SELECT count(*) FROM {}")
    rows = {name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0] for name in sizes}
    facts = {
        "gehoor": version("gehoor"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "postgresql": connection.info.server_version,
        "migrations": connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall(),
        "rows": rows,
    }
    return facts, sizes


@contextlib.contextmanager
def _watched(server: Server, sizes: dict, rows: dict, bar: Bar):
    """A function that every piece of the dump passes through, and that moves the bar by what PostgreSQL has copied."""
    done: dict[str, int] = {}
    query = "SELECT relid::regclass::text, tuples_processed FROM pg_stat_progress_copy WHERE command = 'COPY TO'"
    with server.connect() as connection:
        looked_at = time.monotonic()

        def look(chunk: bytes) -> bytes:
            nonlocal looked_at
            if time.monotonic() - looked_at > 0.5:
                looked_at = time.monotonic()
                for table, copied in connection.execute(query).fetchall():
                    if table in sizes:
                        done.update({seen: sizes[seen] for seen in done})  # tables are copied one after the other
                        done[table] = sizes[table] * copied // max(rows[table], 1)
                bar.at(sum(done.values()))
            return chunk

        yield look


def _files(home: Path, target: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path in the data folder, its bytes) of each file that cannot be made again."""
    for path in sorted(home.rglob("*")):
        inner = path.relative_to(home)
        is_ours = inner.parts[0] not in LEFT_OUT and not any(map(_is_passing, inner.parts)) and path != target
        if is_ours and path.is_file() and not path.is_symlink():
            with contextlib.suppress(FileNotFoundError), open(path, "rb") as file:  # gone since: sent, or taken in
                yield inner.as_posix(), iter(lambda file=file: file.read(archive.CHUNK), b"")


def _is_passing(name: str) -> bool:
    return bool(PASSING.fullmatch(name) or KEPT.fullmatch(name))
