"""`gehoor assistant calibrate`: fit how much each kind of evidence counts, and from where on we answer, on questions."""

import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import CommandError

from gehoor.knowledge.models import Version
from gehoor.knowledge.retrieval import index as indexes
from gehoor.knowledge.retrieval import indexing

from . import calibration, figures, fitting
from .evidence import BY_WORDS, FOR_ARTICLE

WAYS = {"hybrid": FOR_ARTICLE, "words": BY_WORDS}
FEWEST = 50  # questions in scope, and out of scope


def questions(files: list[Path], index: indexes.Index) -> list[fitting.Question]:
    """From files with `in_scope` ({text, articles: [id, …]}), `near_out_of_scope` and `far_out_of_scope` (texts).

    Raises `CommandError` with what is wrong.
    """
    places = {}
    for pk, source, slug in Version.objects.in_force().values_list("pk", "article__source_id", "article__slug"):
        places[source] = places[slug] = pk
    at = {entry.version: where for where, entry in enumerate(index.entries)}
    found = []
    for file in files:
        given = read(file)
        for one in given["in_scope"]:
            right = frozenset(at[places[name]] for name in one["articles"] if name in places and places[name] in at)
            if right:
                found.append(fitting.Question(one["text"], right))
        found += [fitting.Question(text, frozenset()) for text in given.get("near_out_of_scope", ())]
        found += [fitting.Question(text, frozenset(), is_far=True) for text in given.get("far_out_of_scope", ())]
    return found


def read(file: Path) -> dict:
    """One file of questions. Raises `CommandError`."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        if not all(isinstance(one["text"], str) and one["articles"] for one in given["in_scope"]):
            raise ValueError
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}. Nothing was changed.") from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise CommandError(f'{file} is not a list of questions: {{"in_scope": [{{"text", "articles"}}], …}}. Nothing was changed.') from problem
    return given


def calibrate(files: list[Path], write: Path | None = None) -> dict:
    """Fit both ways of finding; what was not fitted on is measured by cross-validation. Raises `CommandError`."""
    indexing.bring_up_to_date()
    index = indexes.current()
    asked = questions(files, index)
    enough(asked)
    told, kept = {}, {}
    for way, columns in WAYS.items():
        if way == "hybrid" and index.meaning is None:
            raise CommandError("There are no vectors to calibrate with. Nothing was changed.")
        rows = fitting.rows(asked, index)
        if way == "words":
            rows = [fitting.Row(row.question, row.evidence.by_words(), row.fold) for row in rows]
        shipped = calibration.shipped(way)
        fitted = replace(fitting.fit(rows, columns), message=shipped.message, least=shipped.least)
        kept[way] = calibration.written(fitted)
        outcomes = [as_told(one, fitted) for one in fitting.crossed(rows, columns)]
        told[way] = {"all": figures.figures(outcomes).as_json(),
                     "without far": figures.figures([one for one in outcomes if not one.is_far]).as_json(),
                     "thresholds": [fitted.answer.threshold, fitted.suggest.threshold]}
    if write:
        written(kept, write)
    return told


def enough(asked: list[fitting.Question]):
    """Raises `CommandError` where there are too few to fit on."""
    inside = sum(bool(one.right) for one in asked)
    if min(inside, len(asked) - inside) < FEWEST:
        raise CommandError(f"At least {FEWEST} questions that an article answers are needed, and as many that none does; "
                           f"here are {inside} and {len(asked) - inside}. Nothing was changed.")


def written(kept: dict, file: Path):
    """As `calibration.json` holds them."""
    file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def as_told(outcome: fitting.Outcome, fitted: calibration.Calibration) -> figures.Told:
    """As the assistant would have dealt with it."""
    question = outcome.row.question
    tier = ("answer" if outcome.sure >= fitted.answer.threshold
            else "suggest" if outcome.in_scope >= fitted.suggest.threshold else "none")
    return figures.Told(bool(question.right), outcome.place(), outcome.sure, tier, question.is_far)
