"""Before the doors open: tables, static files and, in an empty database, something to look at.

Runs in a process of its own, since the parent of `gehoor start` must not hold a database connection when it forks.
"""

import dataclasses
import hashlib
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

from gehoor.config.database.postgres import die_with_parent
from gehoor.config.serve import say
from gehoor.config.serve.child import run_quietly
from gehoor.config.trouble import Trouble

LOCK = 0x6765686F6F72  # "gehoor"; two hosts that start on one database migrate one after the other


@dataclasses.dataclass(frozen=True)
class Prepared:
    """Who can log in: rows of role, name, username and password; and an administrator made just now."""

    logins: list = dataclasses.field(default_factory=list)
    admin: list | None = None


def in_a_process(empty: bool, meanwhile: Callable[[], None] = lambda: None) -> Prepared:
    """Do it all in a forked process, something else here meanwhile, and wait. Raises Trouble with what went wrong there."""
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            die_with_parent(signal.SIGKILL, parent)
            os.setpgid(0, 0)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            code = run_quietly("prepare", lambda: _answer(writing, empty))
        finally:
            os._exit(code)
    os.close(writing)
    try:
        meanwhile()
        with os.fdopen(reading) as answer:
            text = answer.read()
    except KeyboardInterrupt:
        os.kill(child, signal.SIGTERM)
        raise
    finally:
        os.waitpid(child, 0)
    if not text:
        raise Trouble("The database could not be made ready; the line above says why. What was stored is kept.")
    answer = json.loads(text)
    if "trouble" in answer:
        raise Trouble(answer["trouble"])
    return Prepared(**answer)


def _answer(writing: int, empty: bool) -> None:
    from gehoor.config.command import known_trouble

    try:
        answer = dataclasses.asdict(prepare(empty))
    except Exception as error:
        if (trouble := known_trouble(error)) is None:
            raise
        answer = {"trouble": str(trouble)}
    with os.fdopen(writing, "w") as pipe:
        json.dump(answer, pipe)


def prepare(empty: bool) -> Prepared:
    """Migrate, collect static files and seed, each only when there is something to do."""
    from django.db import connection

    collect_static()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            migrate()
            return furnish(empty)
        finally:
            if not connection.needs_rollback:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def migrate() -> None:
    """Run `migrate` when its plan has steps; with nothing to do the command would still cost 2.3 s."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from gehoor.config import first_tables

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say.stage(f"Making the tables ({len(plan)} steps)")
        first_tables.migrate()


def collect_static() -> None:
    """Collect into STATIC_ROOT when any of the sources is another file than last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = os.stat(storage.path(name))
            seen.update(f"{storage.path(name)} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if not stamp.exists() or stamp.read_text() != seen.hexdigest():
        say.stage("Collecting style sheets, scripts and images")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(seen.hexdigest())


def furnish(empty: bool) -> Prepared:
    """In a database without employees: the demo, or with `empty` one administrator. Tells who can log in."""
    from django.contrib.auth import get_user_model

    from gehoor import demo

    employees = get_user_model().objects
    admin = None
    if not employees.exists():
        if empty:
            admin = demo.first_admin()
        else:
            say.stage("Making a fictional municipality with a week of contacts")
            demo.seed()
    rows = [list(row) for row in demo.logins()]
    there = set(employees.filter(username__in=[row[2] for row in rows]).values_list("username", flat=True))
    return Prepared([row for row in rows if row[2] in there], list(admin) if admin else None)
