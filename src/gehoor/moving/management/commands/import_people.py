"""`gehoor import people FILE.csv`: people from a sheet."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gehoor.moving import running
from gehoor.moving.command import MovingCommand
from gehoor.moving.filing import Filing
from gehoor.moving.sheet import NoSheet, Sheet


class Command(MovingCommand):
    """Bring people over; see `help`."""

    source = "people"
    help = "Take in people from a CSV sheet. Doing it again changes nothing; nobody is merged with anyone."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--column", action="append", metavar="HEADING=MEANING",
                            help="what a column holds: id, name, first, middle, last, email, email2, phone or mobile")
        parser.add_argument("--source", default="people", help="name of the system it comes from, where there are several")

    def bring(self, report, *, file, column, source, dry_run, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}. Nothing was brought over.")
        mapping = dict(pair.rsplit("=", 1) for pair in column or () if "=" in pair)
        try:
            sheet, total = Sheet(file, mapping), sum(1 for _record in Sheet(file, mapping).records())
        except NoSheet as problem:
            raise CommandError(f"{problem} Nothing was brought over.") from problem
        for heading, meaning in sheet.columns:
            self.stdout.write(f"  {heading or _('(no heading)')}: {meaning or _('not brought over')}")
        filing = Filing(source[:80], teams={}, default_team=None, dry_run=dry_run)
        running.run(_("people"), sheet.records(), total, filing.person, report, self.stdout._out)
