"""Trying the assistant on a list of questions, each as the first of a talk."""

import json
import re
from collections.abc import Iterator

from . import replying

MOST = 20_000  # questions of one file
LISTED = 3
_JSON = re.compile(r'\s*(?:\{|\[\s*(?:["{\]\d]|$))')  # "[urgent] what does it cost" is a line
_LINE = re.compile(r"\r\n|\r|\n")


class NoQuestions(ValueError):
    """This file holds no list of questions."""


def read(content: bytes) -> list[str]:
    """One question a line, empty lines left out, or a JSON list of texts or of objects with "question" or "text". Raises `NoQuestions`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NoQuestions(f"It is not UTF-8 text: byte {problem.start + 1} is no letter of it.") from problem
    questions = _from_json(text) if _JSON.match(text) else [line.strip() for line in _LINE.split(text) if line.strip()]
    if not any(questions):
        raise NoQuestions("There is no question in it.")
    if len(questions) > MOST:
        raise NoQuestions(f"It holds {len(questions)} questions; {MOST} at a time is the most.")
    return questions


def answers(questions: list[str]) -> Iterator[dict]:
    """Per question: outcome (answer, suggest, handover), articles in order, confidence (0 to 1), and for a handover its reason.

    Articles are named by what they are called where they came from, else by their address. The first of an answer is what is
    told; those of a suggestion are offered; those of a handover are for the employee. Asking back is a suggestion.
    """
    for question in questions:
        found = replying.reply(question)
        row = {
            "question": question,
            "outcome": replying.SUGGEST if found.outcome == replying.ASK_BACK else found.outcome,
            "articles": [version.article.source_id or version.article.slug for version in found.considered[:LISTED]],
            "confidence": round(found.confidence, 4),
        }
        yield row | ({"reason": found.reason} if found.reason else {})


def _from_json(text: str) -> list[str]:
    try:
        rows = json.loads(text)
    except ValueError as problem:
        raise NoQuestions(f"It is not JSON: {problem}.") from problem
    if not isinstance(rows, list):
        raise NoQuestions("It must be a JSON list of questions.")
    return [_text(row, place) for place, row in enumerate(rows, 1)]


def _text(row, place) -> str:
    text = row.get("question", row.get("text")) if isinstance(row, dict) else row
    if not isinstance(text, str):
        raise NoQuestions(f"Number {place} is no question: it must be a text, or an object with \"question\" or \"text\".")
    return text.strip()
