"""`gehoor assistant ask FILE`: what the assistant would say; `calibrate FILE…`: how sure it has to be; `calibrate-wishes`: its second ear."""

import json
import os
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from gehoor.assistant import asking, calibrating, fitting_messages, hearing
from gehoor.knowledge.models import Audience, Version
from gehoor.knowledge.retrieval import indexing

WIDTH = 60
SHORT = 1.0  # seconds
ASK = "Try the assistant on a list of questions: one a line, or a JSON list. Nothing is stored and nobody is told anything."
CALIBRATE = "Fit weights and thresholds on questions whose articles are known; prints how well that does on questions not fitted on."
CALIBRATE_WISHES = "Fit the second ear for a wish for a human on sentences; prints how well it hears what it was not fitted on."


class Command(BaseCommand):
    """Deeds of the assistant; see `help`."""

    help = "Try the assistant on a list of questions, or fit how sure it has to be."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="ask|calibrate|calibrate-wishes")
        ask = deeds.add_parser("ask", help=ASK)
        ask.add_argument("file", metavar="FILE", help="questions, one a line, or a JSON list; - is standard input")
        ask.add_argument("--json", action="store_true", help="tell it as JSON")
        fit = deeds.add_parser("calibrate", help=CALIBRATE)
        fit.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON: in_scope, near_out_of_scope, far_out_of_scope")
        fit.add_argument("--messages", action="store_true", help="mails and lines of chats: from where on a colleague is suggested something")
        fit.add_argument("--write", type=Path, metavar="FILE", help="where to write calibration.json; otherwise it only tells")

        hear = deeds.add_parser("calibrate-wishes", help=CALIBRATE_WISHES)
        hear.add_argument("--wishes", nargs="+", type=Path, required=True, metavar="FILE", help="wishes for a human, one a line")
        hear.add_argument("--others", nargs="+", type=Path, required=True, metavar="FILE",
                          help="what looks like one, one a line; JSON as for calibrate: ordinary questions")
        hear.add_argument("--write", type=Path, metavar="FILE", help="where to write ear.npz; otherwise it only tells")

    def handle(self, *, deed, **options):
        os.environ.setdefault("GEHOOR_EMBEDDING_THREADS", str(os.cpu_count() or 1))
        if deed == "calibrate":
            fit = fitting_messages.calibrate if options["messages"] else calibrating.calibrate
            told = fit(options["files"], options["write"])
            self.stdout.write(json.dumps(told, indent=1))
        elif deed == "calibrate-wishes":
            told = hearing.calibrate(options["wishes"], options["others"], options["write"], Progress(self.stderr, "listening"))
            self.stdout.write(json.dumps(told, indent=1))
        else:
            self._ask(options["file"], options["json"])

    def _ask(self, file, as_json):
        try:
            questions = asking.read(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}. Nothing was asked.") from problem
        except asking.NoQuestions as problem:
            raise CommandError(f"{problem} Nothing was asked.") from problem
        # What was just imported may still wait for the job that makes its vectors.
        indexing.bring_up_to_date(Progress(self.stderr, "learning the articles"))
        if Version.objects.in_force().told_to(Audience.PUBLIC).first() is None:
            self.stderr.write("There is no article that everybody may be told today: every question goes to a human.")
        progress, rows = Progress(self.stderr, "asking"), []
        for row in asking.answers(questions):
            rows.append(row)
            progress(len(rows), len(questions))
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else _in_words(rows))


class Progress:
    """How far it is, on standard error: in place on a screen, a line each tenth elsewhere; silent for what is done in a second."""

    def __init__(self, stream, deed: str):
        self._stream, self._deed, self._began, self._tenth = stream, deed, time.monotonic(), 0

    def __call__(self, done: int, total: int):
        tenth, on_screen = 10 * done // total, self._stream.isatty()
        if time.monotonic() - self._began < SHORT or not (on_screen or tenth > self._tenth):
            return
        self._tenth = tenth
        line = f"{self._deed}: {done} of {total}"
        self._stream.write(f"\r{line} " if on_screen else line, ending="" if on_screen and done < total else "\n")
        self._stream.flush()


def _in_words(rows) -> str:
    lines = [f"{_short(row['question']):{WIDTH}}  {_outcome(row):26} {row['confidence']:4.2f}  {', '.join(row['articles'])}" for row in rows]
    return "\n".join(lines)


def _short(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _outcome(row) -> str:
    return f"{row['outcome']}: {row['reason']}" if "reason" in row else row["outcome"]
