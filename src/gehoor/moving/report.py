"""What became of each record, as a sheet to go through: no names, no text, only where to look and why."""

import csv
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Result(TextChoices):
    """What became of a record."""

    NEW = "new", gettext_lazy("new")
    PARTLY = "partly", gettext_lazy("partly")  # brought over, but something of it was left out
    KNOWN = "known", gettext_lazy("known")  # here already; nothing changed
    DOUBTFUL = "doubtful", gettext_lazy("doubtful")  # not brought over: an employee must judge
    REFUSED = "refused", gettext_lazy("refused")  # nothing can be made of it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record, and why."""

    result: Result
    why: str = ""


class Report:
    """Counts outcomes, and writes all but the plain ones to `path` (mode 600), as they come."""

    def __init__(self, path: Path):
        self.path = path
        self.counts: Counter = Counter()
        self.left_out: Counter = Counter()  # what is never brought over, such as tags
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = open(number, "w", newline="", encoding="utf-8-sig")  # noqa: SIM115 - `close` does
        self._sheet = csv.writer(self._file, delimiter=";")
        self._sheet.writerow([_("what"), _("where"), _("result"), _("why")])

    def add(self, what: str, where: str, outcome: Outcome) -> None:
        """Note the outcome of a record of kind `what`, to be found at `where`."""
        self.counts[what, outcome.result] += 1
        if outcome.why or outcome.result not in (Result.NEW, Result.KNOWN):
            self._sheet.writerow([what, where, outcome.result.label, outcome.why])

    def close(self) -> None:
        for what, number in sorted(self.left_out.items()):
            self._sheet.writerow([what, "", _("left out"), number])
        self._file.close()

    def lines(self):
        """The totals, for the screen."""
        for what in dict.fromkeys(what for what, _result in self.counts):
            yield f"{what}: " + ", ".join(
                f"{self.counts[what, result]} {result.label}" for result in Result if self.counts[what, result]
            )
        for what, number in sorted(self.left_out.items()):
            yield _("left out: %(n)s %(what)s") % {"n": number, "what": what}
