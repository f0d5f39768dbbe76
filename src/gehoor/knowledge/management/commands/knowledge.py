"""`gehoor knowledge import FILE`: articles from elsewhere."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gehoor.knowledge.importing import bringing, reading


class Command(BaseCommand):
    """Bring articles over; see `help`."""

    help = "Take in articles from VAC- or PDC-like JSON or CSV, or from our own export. Doing it again changes nothing."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="import")
        taking_in = deeds.add_parser("import", help=self.help)
        taking_in.add_argument("file", type=Path, metavar="FILE", help="JSON or CSV")
        taking_in.add_argument("--dry-run", action="store_true", help="only tell what would come of it; nothing is stored")
        taking_in.add_argument("--json", action="store_true", help="tell it as JSON")
        taking_in.add_argument("--source", default="import", help="name of where it comes from, where there are several")

    def handle(self, *, file, dry_run, source, **options):
        try:
            records = reading.read(file.read_bytes())
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}. Nothing was brought over.") from problem
        except reading.NoArticles as problem:
            raise CommandError(f"{problem} Nothing was brought over.") from problem
        outcome = bringing.bring(records, source=source, dry_run=dry_run)
        told = outcome.as_json() | {"dry_run": dry_run}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) if options["json"] else _in_words(outcome, dry_run))


def _in_words(outcome, dry_run) -> str:
    lines = [_("New: %(new)s, changed: %(changed)s, the same: %(same)s") % vars(outcome)]
    lines += [_("Yours was kept: %(where)s, %(question)s: %(why)s. The other text waits as a draft.") % _row(row)
              for row in outcome.kept]
    lines += [_("Not brought over: %(where)s, %(question)s: %(why)s") % _row(row) for row in outcome.refused]
    if dry_run:
        lines.append(_("This was a trial: nothing was stored."))
    return "\n".join(lines)


def _row(row) -> dict:
    return dict(zip(("where", "question", "why"), row, strict=True))
