"""The `gehoor` command."""

import contextlib
import os
import sys

from gehoor.config.trouble import Trouble, disk_full, is_disk_full

OVERVIEW = """\
Gehoor: customer contact where the story is told once.

  gehoor start [--empty]          start everything and serve until Ctrl-C; --empty leaves out the fictional municipality
  gehoor worker                   do jobs only, on another host with the same DATABASE_URL
  gehoor import FILE_OR_FOLDER    take in mail from an mbox, a Maildir or .eml files
  gehoor import imap              take in mail from a folder on an IMAP server
  gehoor import people FILE.csv   take in people from a sheet; --dry-run only tells
  gehoor import zammad FOLDER     take in tickets from an export of Zammad; `import chatwoot` conversations of Chatwoot
  gehoor knowledge import FILE    take in articles (VAC, PDC, our own) from JSON or CSV; --dry-run, --json
  gehoor knowledge export FILE    write every article in force to a file that import reads
  gehoor assistant ask FILE       what the assistant would say to each question of a file; --json
  gehoor backup FILE              write everything to one file, while Gehoor runs; --to-folder FOLDER --keep 7 rotates
  gehoor restore FILE             put a backup in the place of what is here; --check only looks whether it is whole
  gehoor mail read FILE... --json show what intake understands of mail files; stores nothing
  gehoor createadmin              make an administrator
  gehoor migrate                  bring the tables up to date (start does this by itself)
  gehoor help COMMAND             all about one command; `gehoor help --commands` lists every one

Settings come from the environment:
  GEHOOR_HOME        data folder (now: {home})
  GEHOOR_PORT        port of the web pages (8000)        GEHOOR_BIND        address to serve on (127.0.0.1)
  GEHOOR_SMTP_PORT   port where mail comes in (2525)     GEHOOR_PUBLIC_URL  address that people use
  GEHOOR_LETTERS_IN  folder where a scanner puts letters (letters-in in the data folder)
  GEHOOR_MODEL_URL   an OpenAI-compatible chat endpoint that may put answers in other words (none), with GEHOOR_MODEL
                     and GEHOOR_MODEL_KEY
  DATABASE_URL       postgres://... uses a PostgreSQL server instead of the embedded one
  SECRET_KEY         signs sessions and reply addresses (otherwise made once and kept in the data folder)
"""
# Django's commands that do their work without a database; for the others the embedded one is started when it is down.
WITHOUT_DATABASE = {"help", "version", "compilemessages", "makemessages", "collectstatic", "diffsettings", "findstatic"}
# What a stranger may try first, in a data folder where nothing was started yet.
AT_FIRST = ("knowledge", "assistant", "import")
NO_TABLE = {"42P01", "42703"}  # SQLSTATE: undefined table, undefined column


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 it went wrong, 2 asked wrongly, 130 Ctrl-C."""
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # `gehoor ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except Exception as error:
        if (trouble := known_trouble(error)) is None:
            raise
        print(f"gehoor: {trouble}", file=sys.stderr)
        code = 1
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Choose the deed by the first words of `arguments`; returns the exit code."""
    match arguments:
        case [] | ["help" | "--help" | "-h"]:
            from gehoor.config.environment import default_home

            print(OVERVIEW.format(home=os.environ.get("GEHOOR_HOME") or default_home()), end="")
        case ["--version"]:
            from importlib.metadata import version

            print(f"Gehoor {version('gehoor')}")
        case ["start", *options]:
            return _start(options)
        case ["worker", *options]:
            return _worker(options)
        case ["backup", *options]:
            from gehoor.config.backup.command import back_up

            return back_up(options)
        case ["restore", *options]:
            from gehoor.config.backup.command import put_back

            return put_back(options)
        case ["mail", "read", *options]:
            return _read_mail(options)
        case ["mail", *_]:
            return refuse("Say: gehoor mail read FILE... --json")
        case _:
            return _manage(arguments)
    return 0


def refuse(sentence: str) -> int:
    """Tell what was asked wrongly; exit code 2."""
    print(f"gehoor: {sentence}\n`gehoor --help` shows what there is.", file=sys.stderr)
    return 2


def known_trouble(error: BaseException) -> Trouble | None:
    """The sentence for an error that is no defect: disk full, database away, no permission. Else None."""
    if isinstance(error, Trouble):
        return error
    if is_disk_full(error):
        return disk_full(os.environ.get("GEHOOR_HOME") or "the data folder")
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"OperationalError", "PoolTimeout"}:
        where = "the server of DATABASE_URL" if os.environ.get("DATABASE_URL") else "the embedded PostgreSQL"
        return Trouble(
            f"The database does not answer ({where}). What was stored is kept. Check that it runs and that address, name "
            "and password are right, and do it again; postgres.log in the data folder may say more."
        )
    if "ProgrammingError" in names and getattr(error.__cause__, "sqlstate", "") in NO_TABLE:
        return Trouble(
            "The database has no tables yet, or those of an older Gehoor. Nothing was changed. `gehoor migrate` makes them "
            "(`gehoor start` does so by itself); then do this again."
        )
    if isinstance(error, PermissionError) and error.filename:
        return Trouble(f"This account may not use {error.filename}. Nothing was changed there.")
    return None


def _read_mail(options: list[str]) -> int:
    """Needs neither Django nor a database."""
    files = [option for option in options if option == "-" or not option.startswith("-")]
    if wrong := [option for option in options if option not in (*files, "--json")]:
        return refuse(f"`mail read` does not know {wrong[0]}.")
    if not files:
        return refuse("`mail read` needs at least one file; - is standard input.")
    from gehoor.channels.email.reading.command import read_files

    return read_files(files, as_json="--json" in options)


def _start(options: list[str]) -> int:
    if set(options) & {"--help", "-h"}:
        print("gehoor start [--empty]\n\nStarts everything and serves until Ctrl-C.\n--empty: without the demo data.")
        return 0
    if wrong := [option for option in options if option != "--empty"]:
        return refuse(f"`start` does not know {wrong[0]}.")
    from gehoor.config.serve.start import start

    start(empty="--empty" in options)
    return 0


def _worker(options: list[str]) -> int:
    if options:
        return refuse("`worker` takes no further words.")
    _load_django()
    with _database():
        from gehoor.postroom import worker

        worker.run()
    return 0


def _manage(arguments: list[str]) -> int:
    """Hand over to Django's management commands."""
    _load_django()
    from django.core.management import ManagementUtility, get_commands

    arguments = _what_to_import(arguments, get_commands())
    name = arguments[0]
    if name not in {*get_commands(), *WITHOUT_DATABASE}:
        return refuse(f"There is no command `{name}`.")
    needless = name in WITHOUT_DATABASE or {"--help", "-h"} & set(arguments)
    with contextlib.nullcontext() if needless else _database():
        if not needless and name.startswith(AT_FIRST):
            _furnish_new_folder()
        ManagementUtility(["gehoor", *arguments]).execute()
    return 0


def _furnish_new_folder() -> None:
    """Make the tables where the embedded database has none at all; on a server elsewhere that is for who keeps it to say."""
    from django.db import connection

    from gehoor.config import environment, first_tables

    if environment.read().is_embedded and not connection.introspection.table_names():
        print("This data folder is new: making its tables, once.", file=sys.stderr)
        first_tables.migrate()


def _what_to_import(arguments: list[str], commands) -> list[str]:
    """`import people ...` is the command import_people; anything else after `import` is a file or folder with mail."""
    match arguments:
        case ["import", what, *rest] if f"import_{what}" in commands:
            return [f"import_{what}", *rest]
    return arguments


def _load_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.config.settings")
    import django

    django.setup()


@contextlib.contextmanager
def _database():
    """The embedded PostgreSQL for as long as this lasts, when it is the one to use and nobody else runs it."""
    from django.conf import settings
    from django.db import connections

    from gehoor.config import environment
    from gehoor.config.database import EmbeddedPostgres

    env = environment.read()
    postgres = EmbeddedPostgres(env.home) if env.is_embedded else None
    try:
        if postgres is not None:
            postgres.start()
            # The settings were read before the first start could write down how to reach it.
            settings.DATABASES["default"].update(environment.database_settings(env))
        yield
    finally:
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()
        if postgres is not None:
            postgres.stop()


if __name__ == "__main__":
    main()
