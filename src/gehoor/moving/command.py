"""What the commands of bringing over share: a report, a dry run, teams by name, and the totals at the end."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gehoor.staff.models import Team

from . import running
from .export import Export, NoExport
from .filing import Filing
from .report import Report


class MovingCommand(BaseCommand):
    """A command that brings something over. Subclasses set `help` and `source`, and write `bring(report, **options)`."""

    source = ""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only tell what would come of it; nothing is stored")
        parser.add_argument("--report", type=Path, help="where to write what became of what (default: here, by the time)")

    def handle(self, *, dry_run, report, **options):
        path = report or Path(f"gehoor-{self.source}-{time.strftime('%Y%m%d-%H%M%S')}.csv")
        sheet = Report(path)
        try:
            self.bring(sheet, dry_run=dry_run, **options)
        except KeyboardInterrupt:
            self.stderr.write(_("Stopped. What was brought over is kept; give the same command again to go on."))
            raise
        finally:
            sheet.close()
        self._tell(sheet, dry_run)

    def bring(self, report: Report, **options):
        """Bring everything over and note what became of it."""
        raise NotImplementedError

    def _tell(self, report, dry_run):
        for line in report.lines():
            self.stdout.write(line)
        self.stdout.write(_("Report: %(path)s") % {"path": report.path})
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was stored."))


class StoriesCommand(MovingCommand):
    """Brings conversations over from a folder that `reader` understands."""

    reader = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="the export")
        parser.add_argument("--team", action="append", metavar="GROUP=TEAM",
                            help="which team here gets what was of this group there; else the team of the same name, else "
                            "the default team")
        parser.add_argument("--source", default=self.source, help="name of the system, where you bring over several")

    def bring(self, report, *, folder, team, source, dry_run, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}. Nothing was brought over.")
        teams = teams_by_group(team)
        default = Team.objects.order_by("-is_default", "pk").first()
        export = Export(folder)
        try:
            reader = self.reader(export)
        except NoExport as problem:
            raise CommandError(f"{problem} Nothing was brought over.") from problem
        filing = Filing(source[:80], teams=teams, default_team=default, dry_run=dry_run)
        stories, total = export.stories(reader.pages, reader.story), export.total(reader.pages)
        running.run(_("conversations"), stories, total, filing.story, report, self.stdout._out)
        for what, number in reader.left_out().items():
            report.left_out[what] = number
        if filing.unknown_groups:
            groups = ", ".join(sorted(filing.unknown_groups))
            self.stdout.write(_('No team of this name here, so given to %(team)s: %(groups)s. Another team: --team "GROUP=TEAM"') % {
                "team": default, "groups": groups,
            })


def teams_by_group(pairs: list[str]) -> dict[str, Team]:
    """{group there: team here}: by equal name, then as `pairs` ("Group=team") say. Raises `CommandError`."""
    teams = {team.name.casefold(): team for team in Team.objects.all()}
    by_name = dict(teams) | {team.slug: team for team in teams.values()}
    for pair in pairs or ():
        group, _is, name = pair.partition("=")
        if not (group and name):
            raise CommandError(f'--team wants "Group there=Team here", not "{pair}". Nothing was brought over.')
        if name.strip().casefold() not in by_name:
            known = ", ".join(sorted(team.name for team in teams.values()))
            raise CommandError(f"There is no team {name.strip()} here. There are: {known}. Nothing was brought over.")
        by_name[group.strip().casefold()] = by_name[name.strip().casefold()]
    return by_name
