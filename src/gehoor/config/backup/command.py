"""The words of `gehoor backup` and `gehoor restore`."""

import argparse
from datetime import datetime
from pathlib import Path

from gehoor.config import environment
from gehoor.config.database import EmbeddedPostgres

from . import make
from .restore import Outcome, Wishes, check, restore
from .server import Server

BACKUP = """\
Writes everything (database with attachments and originals, data folder, secret key) to one file, while Gehoor runs.
Whoever has the file can read everything: keep it as safe as the database itself.
"""
RESTORE = """\
Puts a backup in the place of what is here. Stop Gehoor first. Everybody logs in anew, and what was on its way out
when the backup was made is held back for you to look at, since it may have been sent after that.
"""


def back_up(words: list[str]) -> int:
    """`gehoor backup FILE`, or `--to-folder FOLDER --keep N`. Raises `Trouble`, `SystemExit` on words it does not know."""
    parser = argparse.ArgumentParser("gehoor backup", description=BACKUP)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the backup to write; must not exist")
    parser.add_argument("--to-folder", type=Path, metavar="FOLDER", help="name it after the time, in this folder")
    parser.add_argument("--keep", type=int, metavar="N", help="with --to-folder: remove all but the newest N")
    asked = parser.parse_args(words)
    if (asked.file is None) == (asked.to_folder is None) or (asked.keep is not None and not asked.to_folder):
        parser.error("say either FILE or --to-folder FOLDER; --keep goes with --to-folder")
    if asked.keep is not None and asked.keep < 1:
        parser.error("--keep needs at least 1")
    if asked.to_folder:
        asked.to_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = asked.file or asked.to_folder / make.kept_name()
    env = environment.read()
    postgres = EmbeddedPostgres(env.home) if env.is_embedded else None
    try:
        if postgres is not None:
            postgres.start()
        server = Server(environment.database_parameters(env))
        make.room_for(server, target.absolute().parent)
        facts = make.make(env, server, target)
    finally:
        if postgres is not None:
            postgres.stop()
    print(f"Backed up to {target} ({target.stat().st_size / 2**20:.1f} MB, {sum(facts['rows'].values())} rows).")
    if asked.keep:
        for path in make.rotate(asked.to_folder, asked.keep):
            print(f"Removed the old backup {path.name}.")
    return 0


def put_back(words: list[str]) -> int:
    """`gehoor restore FILE`. Raises `Trouble`, `SystemExit` on words it does not know."""
    parser = argparse.ArgumentParser("gehoor restore", description=RESTORE)
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `gehoor backup` wrote")
    parser.add_argument("--check", action="store_true", help="only tell whether the file is whole; restore nothing")
    parser.add_argument("--replace", action="store_true", help="the database is not empty: put the backup in its place")
    parser.add_argument("--keep-old", action="store_true", help="keep the replaced database under another name")
    outgoing = parser.add_mutually_exclusive_group()
    outgoing.add_argument("--hold-outgoing", action="store_true", help="hold back what was on its way out (the default)")
    outgoing.add_argument("--send-outgoing", action="store_true", help="send it; it may reach people twice")
    asked = parser.parse_args(words)
    if asked.check:
        facts = check(asked.file).facts
        print(f"The backup is whole: Gehoor {facts['gehoor']}, {_moment(facts)}, {sum(facts['rows'].values())} rows.")
        return 0
    wishes = Wishes(asked.replace, asked.send_outgoing, asked.keep_old)
    for line in _told(restore(environment.read(), asked.file, wishes)):
        print(line)
    return 0


def _told(outcome: Outcome):
    yield "Restored. Start Gehoor and log in; log-ins that ran have ended."
    if outcome.held.messages:
        yield (f"{outcome.held.messages} messages that were on their way out are held back: they may have been sent after the "
               "backup. Each stands in its conversation with \"Send again\".")
    if outcome.held.confirmations:
        yield f"{outcome.held.confirmations} confirmations that were still to be sent are left out."
    if outcome.aside:
        yield f"The old database is kept on the server as {outcome.aside}."


def _moment(facts: dict) -> str:
    return f"made {datetime.fromisoformat(facts['made_at']).astimezone():%Y-%m-%d %H:%M}"
