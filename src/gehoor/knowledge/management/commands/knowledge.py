"""`gehoor knowledge import FILE`: articles from elsewhere; `gehoor knowledge export FILE`: ours to take along."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gehoor.knowledge import exporting
from gehoor.knowledge.importing import bringing, reading


class Command(BaseCommand):
    """Bring articles over, in or out; see `help`."""

    help = "Take in articles from a file, or write all that are in force to one."
    about_import = "Take in articles from VAC- or PDC-like JSON or CSV, or from our own export. Doing it again changes nothing."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="import|export")
        taking_in = deeds.add_parser("import", help=self.about_import)
        taking_in.add_argument("file", type=Path, metavar="FILE", help="JSON or CSV")
        taking_in.add_argument("--dry-run", action="store_true", help="only tell what would come of it; nothing is stored")
        taking_in.add_argument("--json", action="store_true", help="tell it as JSON")
        taking_in.add_argument("--source", default="import", help="name of where it comes from, where there are several")
        writing_out = deeds.add_parser("export", help="Write every article with its version in force, as JSON that import reads.")
        writing_out.add_argument("file", type=Path, metavar="FILE", help="is made, or written over; - is standard output")
        writing_out.add_argument("--json", action="store_true", help="tell how many as JSON")

    def handle(self, *, deed, **options):
        self.write_out(**options) if deed == "export" else self.take_in(**options)

    def write_out(self, *, file, **options):
        """All of ours to a file, whole or not at all."""
        found = exporting.records()
        if str(file) == "-":
            self.stdout.write(exporting.as_json(found), ending="")
            return
        beside = file.with_name(f"{file.name}.part")
        try:
            beside.write_text(exporting.as_json(found), encoding="utf-8")
            beside.replace(file)
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}. Nothing was changed there.") from problem
        told = {"articles": len(found), "file": str(file)}
        self.stdout.write(json.dumps(told) if options["json"] else _("%(articles)s articles were written to %(file)s.") % told)

    def take_in(self, *, file, dry_run, source, **options):
        """Every record of the file."""
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
