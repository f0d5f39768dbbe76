"""One run of bringing over: every record in turn, a bad one into the report, the rest goes on."""

from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gehoor.core import events

from .records import BadRecord
from .report import Outcome, Report, Result


def run(title: str, records: Iterable, total: int, file_one, report: Report, out) -> None:
    """Give each of `records` (a `BadRecord` is one that could not be read) to `file_one` and note what became of it.

    What was brought over before a break stays; running again goes on there. Raises `OperationalError` where the database
    is away.
    """
    console = Console(file=out)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress, events.gathered():
        task = progress.add_task(title, total=total)
        for record in records:
            where = getattr(record, "where", "")
            report.add(title, where, _outcome(record, file_one))
            progress.advance(task)


def _outcome(record, file_one) -> Outcome:
    if isinstance(record, BadRecord):
        return Outcome(Result.REFUSED, str(record))
    try:
        return file_one(record)
    except (OperationalError, InterfaceError):
        raise
    except BadRecord as error:
        return Outcome(Result.REFUSED, str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the next record must go on
        return Outcome(Result.REFUSED, _("could not be stored: %(error)s") % {"error": type(error).__name__})
