# ruff: noqa: N999 - Django names a command after its file
"""`gehoor import PATH...`: take in old mail from mbox, Maildir or .eml files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gehoor.channels.email.importing import Import, files_in, mails_in
from gehoor.channels.email.telling import told

LINE_EVERY = 500  # mails, where there is no terminal to draw a bar on


class Command(BaseCommand):
    """Import mail; see `help`."""

    help = "Take in mail from mbox files, Maildir folders or .eml files. Doing it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="mbox file, Maildir or .eml file(s)")
        parser.add_argument(
            "--acknowledge", action="store_true",
            help="confirm to the senders that their mail came in (not done by default: imported mail is old)",
        )
        parser.add_argument("--closed", action="store_true", help="it is history: put it straight among what is closed")

    def handle(self, paths, acknowledge, closed, **options):
        files = self._files(paths)
        running = Import(acknowledge=acknowledge, as_history=closed)
        try:
            self._take_all(files, running)
        except KeyboardInterrupt:
            self.stderr.write("Stopped. What was taken in is kept; give the same command again to go on.")
            told(running.finish(), self.stdout)
            raise
        told(running.finish(), self.stdout)

    def _files(self, paths):
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"There is no file or folder {', '.join(missing)}. Nothing was imported.")
        files = [file for path in paths for file in files_in(path)]
        if not files:
            raise CommandError("No mail was found there: no mbox, no Maildir, no .eml file. Nothing was imported.")
        return files

    def _take_all(self, files, running):
        console = Console(file=self.stdout._out)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("kB"),
                   TextColumn("{task.fields[mails]} mails"), TimeRemainingColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            total = sum(file.stat().st_size for file in files) // 1024
            task, size, mails = progress.add_task("Importing", total=total, mails=0), 0, 0
            for file in files:
                for original in mails_in(file):
                    running.take(original, file.name)
                    size, mails = size + len(original), mails + 1
                    progress.update(task, completed=min(size // 1024, total), mails=mails)
                    if not console.is_terminal and mails % LINE_EVERY == 0:
                        self.stdout.write(f"{mails} mails taken in")
            progress.update(task, completed=total)
