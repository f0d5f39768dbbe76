"""`gehoor import imap --host ... --user ... --folder ...`: old mail from a folder on an IMAP server."""

import getpass
import imaplib
import os
import sys

from django.core.management.base import BaseCommand, CommandError
from imap_tools.errors import ImapToolsError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gehoor.channels.email import imap_session, import_folder
from gehoor.channels.email.importing import Import
from gehoor.channels.email.models import Mailbox, Security
from gehoor.channels.email.telling import told

PASSWORD = "GEHOOR_IMPORT_PASSWORD"
PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


class Command(BaseCommand):
    """Import mail; see `help`."""

    help = (
        "Take in mail from a folder on an IMAP server; nothing changes there. Doing it again changes nothing here. The "
        f"password is asked, or taken from {PASSWORD}."
    )

    def add_arguments(self, parser):
        parser.add_argument("--host", required=True, help="IMAP server")
        parser.add_argument("--port", type=int, help="993, or 143 without TLS from the first byte")
        parser.add_argument("--security", choices=Security.values, default=Security.TLS)
        parser.add_argument("--user", required=True, help="user name, mostly the e-mail address")
        parser.add_argument("--folder", default="INBOX", help="folder with the mail (INBOX)")
        parser.add_argument("--list", action="store_true", help="only tell which folders there are")
        parser.add_argument("--closed", action="store_true", help="it is history: put it straight among what is closed")

    def handle(self, *, host, port, security, user, folder, closed, **options):
        mailbox = Mailbox(
            address=user, imap_host=host, imap_port=port or PORTS[security], imap_security=security, imap_username=user,
            imap_secret=self._password(user), imap_folder=folder,
        )
        running = Import(as_history=closed)
        try:
            if options["list"]:
                self.stdout.write("\n".join(import_folder.folders(mailbox)))
                return
            self._bring(mailbox, running)
        except imap_session.Refused as refused:
            raise CommandError(f"{refused} Nothing was taken in. --list shows the folders.") from refused
        except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError) as error:
            told(running.finish(), self.stdout)
            raise CommandError(
                f"The mail server {host} cannot be reached or broke off. What was taken in is kept; give the same command "
                "again to go on."
            ) from error
        except KeyboardInterrupt:
            self.stderr.write("Stopped. What was taken in is kept; give the same command again to go on.")
            told(running.finish(), self.stdout)
            raise
        told(running.finish(), self.stdout)

    def _password(self, user: str) -> str:
        """Never among the words of the command, which everyone on the machine can see."""
        if given := os.environ.get(PASSWORD):
            return given
        if not sys.stdin.isatty():
            raise CommandError(f"There is no password: put it in {PASSWORD}. Nothing was taken in.")
        return getpass.getpass(f"Password of {user}: ")

    def _bring(self, mailbox, running):
        console = Console(file=self.stdout._out)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("mails"),
                   TimeRemainingColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Importing", total=None)
            for taken, total in import_folder.bring(mailbox, running):
                progress.update(task, completed=taken, total=total)
                if not console.is_terminal and taken:
                    self.stdout.write(f"{taken} of {total} mails taken in")
