"""`gehoor assistant ask FILE`: what the assistant would say."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from gehoor.assistant import asking

WIDTH = 60


class Command(BaseCommand):
    """Ask the assistant; see `help`."""

    help = "Try the assistant on a list of questions: one a line, or a JSON list. Nothing is stored and nobody is told anything."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="ask")
        ask = deeds.add_parser("ask", help=self.help)
        ask.add_argument("file", metavar="FILE", help="questions, one a line, or a JSON list; - is standard input")
        ask.add_argument("--json", action="store_true", help="tell it as JSON")

    def handle(self, *, file, **options):
        try:
            questions = asking.read(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}. Nothing was asked.") from problem
        except asking.NoQuestions as problem:
            raise CommandError(f"{problem} Nothing was asked.") from problem
        rows = list(asking.answers(questions))
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) if options["json"] else _in_words(rows))


def _in_words(rows) -> str:
    lines = [f"{_short(row['question']):{WIDTH}}  {_outcome(row):26} {row['confidence']:4.2f}  {', '.join(row['articles'])}" for row in rows]
    return "\n".join(lines)


def _short(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _outcome(row) -> str:
    return f"{row['outcome']}: {row['reason']}" if "reason" in row else row["outcome"]
