"""How far it is: a bar on a terminal, one line each where there is none (a timer, a log)."""

from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)


class Bar:
    """A bar of `total` bytes called `title`, for as long as the `with` lasts."""

    def __init__(self, title: str, total: int):
        self._console = Console()
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), DownloadColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._title, self._total = title, total

    def __enter__(self) -> Self:
        if not self._console.is_terminal:
            print(f"{self._title} ...", flush=True)
        self._progress.start()
        self._task = self._progress.add_task(self._title, total=self._total)
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None:
            self.at(self._total)
        self._progress.stop()

    def at(self, size: int) -> None:
        """This many bytes are done."""
        self._progress.update(self._task, completed=min(size, self._total))

    def further(self, size: int) -> None:
        """This many bytes more are done."""
        self._progress.advance(self._task, size)
