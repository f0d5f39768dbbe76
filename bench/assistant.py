"""How well the assistant finds the right article and knows when it does not, beside PostgreSQL and BM25 in the same run."""

import argparse
import json
from pathlib import Path

from .trial import trial

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "assistant"
OWN = Path(__file__).parent / "data" / "assistant_questions.json"
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "risk-coverage.svg"
WIDTH, HEIGHT, EDGE = 560, 320, 40
# (name on the picture, its line)
LINES = {"hybrid": "#154273", "words": "#a16207", "full text and trigrams": "#6b7280"}


def main(arguments) -> int:
    """Prints a table; writes the picture with --write. Needs ../shared/data/assistant for the articles."""
    asked = argparse.ArgumentParser(prog="bin/bench assistant", description=__doc__)
    asked.add_argument("--home", type=Path, help="a data folder to keep, with the vectors that were made")
    asked.add_argument("--write", action="store_true", help="write the picture in docs/")
    given = asked.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"There are no articles to measure with in {SHARED}: nothing was measured.")
        return 0
    with trial(durable=False, home=given.home):
        from django.core.management import call_command

        call_command("knowledge", "import", str(SHARED / "rijksoverheid_vac.json"), verbosity=0)
        from gehoor.assistant import calibrating

        calibrating.indexing.bring_up_to_date(_progress)
        index = calibrating.indexes.current()
        told = {}
        for name, file in (("development", SHARED / "questions_dev.json"), ("own", OWN)):
            told[name] = _measure(calibrating.questions([file], index), index)
            print(f"\n{name} questions\n{json.dumps(told[name][0], indent=1)}", flush=True)
    if given.write:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(_picture(told["development"][1]), encoding="utf-8")
    return 0


def _measure(questions, index):
    from gehoor.assistant import calibrating, calibration, figures, fitting

    rows = fitting.rows(questions, index)
    ways = {"hybrid": rows, "words": [fitting.Row(row.question, row.evidence.by_words(), row.fold) for row in rows]}
    table, curves = {}, {}
    for way, seen in ways.items():
        fitted = calibration.shipped(way)
        told = [calibrating.as_told(one, fitted) for one in fitting.judged(seen, fitted)]
        table[way], curves[way] = figures.figures(told).as_json(), figures.curve(told)
    for name, order in (("BM25 on our stems", _bm25), ("full text and trigrams", _database)):
        told = [_plain(question, *order(question.text, index)) for question in questions]
        found = figures.figures(told).as_json()
        table[name] = {key: found[key] for key in ("recall_1", "recall_3", "recall_5", "aurc")}
        curves[name] = figures.curve(told)
    return table, curves


def _plain(question, order, score):
    from gehoor.assistant import figures

    place = next((at for at, one in enumerate(order) if one in question.right), None)
    return figures.Told(bool(question.right), place, score, "none", question.is_far)


def _bm25(text, index):
    """Our words without everyday words, compounds and mended errors."""
    from gehoor.knowledge.retrieval.lexical import Asked
    from gehoor.knowledge.retrieval.words import STOP, stem, tokens

    asked = [Asked(word, {stem(word): 1.0}) for word in tokens(text) if word not in STOP]
    total = index.words.scores(asked).total
    return (-total).argsort(kind="stable")[:10].tolist(), float(total.max())


def _database(text, index):
    """PostgreSQL: any of the words in its Dutch configuration, plus the likeness of trigrams to the question."""
    from django.db import connection

    places = {entry.version: at for at, entry in enumerate(index.entries)}
    with connection.cursor() as cursor:
        cursor.execute(DATABASE, {"words": " or ".join(text.split()), "text": text, "ids": list(places)})
        rows = cursor.fetchall()
    return [places[row[0]] for row in rows], float(rows[0][1]) if rows else 0.0


DATABASE = """
    SELECT id, ts_rank_cd(setweight(to_tsvector('dutch', question), 'A') || setweight(to_tsvector('dutch', short_answer), 'B')
        || setweight(to_tsvector('dutch', answer), 'C'), websearch_to_tsquery('dutch', %(words)s), 1)
        + word_similarity(%(text)s, question) AS score
    FROM knowledge_version WHERE id = ANY(%(ids)s) ORDER BY score DESC, id LIMIT 10
"""


def _progress(done, total):
    if done % 200 < 8:
        print(f"vectors: {done} of {total}", flush=True)


def _picture(curves) -> str:
    """The curves of risk by coverage as SVG, readable in light and dark."""
    lines = []
    for row, (name, colour) in enumerate(LINES.items()):
        risk = curves[name]
        points = " ".join(f"{EDGE + (WIDTH - 2 * EDGE) * (at + 1) / len(risk):.1f},{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * one:.1f}"
                          for at, one in enumerate(risk))
        lines.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        lines.append(f'<text x="{EDGE + 10}" y="{EDGE + 4 + 18 * row}" fill="{colour}">{name}: AURC {risk.mean():.3f}</text>')
    floor, right = HEIGHT - EDGE, WIDTH - EDGE
    ticks = "".join(f'<text x="{EDGE - 6}" y="{floor - (HEIGHT - 2 * EDGE) * part / 4 + 4:.0f}" text-anchor="end">{part * 25}%</text>'
                    f'<text x="{EDGE + (WIDTH - 2 * EDGE) * part / 4:.0f}" y="{floor + 16}" text-anchor="middle">{part * 25}%</text>'
                    for part in range(5))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">'
            "<title>Share of wrong first articles among the most confident questions</title>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><path d="M{EDGE} {EDGE}V{floor}H{right}" fill="none" stroke="#374151"/>'
            f'<g fill="#374151">{ticks}<text x="{right}" y="{floor + 32}" text-anchor="end">coverage</text></g>{"".join(lines)}</svg>\n')
