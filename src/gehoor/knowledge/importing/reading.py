"""What stands in a file of articles: each as a `Record`, or why it is none."""

import json
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gehoor.core import sheets

from ..models import Audience, Version
from .fields import left_out, listed, named
from .wording import chapter, line_of, markdown_of

MOST_BYTES = 100 * 1024 * 1024
LINES = ("question", "cost", "term", "decides", "contact", "changes")
LISTS = ("steps", "examples", "subjects")
DATES = ("valid_from", "valid_until", "review_on")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
INTERNAL = {"employees", "employee", "medewerkers", "medewerker", "intern", "internal"}


class NoArticles(ValueError):
    """The file cannot be read as articles; the message says why and what to do."""


@dataclass
class Record:
    """One article of a file. `where` says which; `problem` why it cannot be brought over, if it cannot."""

    where: str
    source_id: str = ""
    source_url: str = ""
    slug: str = ""  # of our own export: its address, and those of what is related
    related: list = field(default_factory=list)
    language: str = "nl"
    content: dict = field(default_factory=dict)
    problem: str = ""
    left_out: list = field(default_factory=list)  # fields that an article has no place for


def read(raw: bytes) -> list[Record]:
    """Every record in a file of JSON or CSV, in its order. Raises `NoArticles`."""
    if len(raw) > MOST_BYTES:
        raise NoArticles(_("This file is larger than %(n)s MB. Split it up.") % {"n": MOST_BYTES // 2**20})
    try:
        text = sheets.text_of(raw)
    except sheets.Workbook as problem:
        raise NoArticles(_("This is a workbook of Excel. Open it, save it as CSV (UTF-8), and take that.")) from problem
    start = text.lstrip()[:1]
    rows = _in_json(text) if start in ("[", "{") else _in_csv(text)
    return [_record(row, where) for where, row in rows]


def _in_json(text):
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NoArticles(_("This is no JSON that can be read: %(problem)s.") % {"problem": problem}) from problem
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), [told])
    return [(_("number %(n)s") % {"n": number}, row) for number, row in enumerate(told, start=1)]


def _in_csv(text):
    rows = sheets.rows_of(text)
    headings = next(rows, [])
    if CONTROL.search("".join(headings)):
        raise NoArticles(_("This is no text. Save it as CSV (UTF-8) or JSON, and take that."))
    if "question" not in named(dict.fromkeys(headings, "?"))[0]:
        raise NoArticles(_("There is no column with questions. The headings are: %(headings)s. Name one of them “vraag”.") % {
            "headings": ", ".join(headings)[:200] or "-"})
    return [(_("line %(n)s") % {"n": rows.line_num}, dict(zip(headings, row, strict=False)))
            for row in rows if any(cell.strip() for cell in row)]


def _record(row, where: str) -> Record:
    record = Record(where)
    if not isinstance(row, dict):
        record.problem = _("this is no record")
        return record
    told, chapters = named(row)
    record.left_out = left_out(row)
    record.source_id = line_of(told.get("id", ""))[:200]
    record.slug = slugify(line_of(told.get("slug", "")))[:120]
    record.related = [slugify(line_of(one)) for one in listed(told.get("related", []))]
    record.source_url = _address(told.get("source_url", ""))
    record.language = line_of(told.get("language", "nl"))[:2].lower() or "nl"
    paragraphs = [one for one in told.get("paragraphs", []) if isinstance(one, dict)]
    record.content = {
        **{name: line_of(told[name]) for name in LINES if name in told},
        **{name: [line for one in listed(told[name]) if (line := line_of(one))] for name in LISTS if name in told},
        "short_answer": markdown_of(told.get("short_answer", "")),
        "answer": "\n\n".join(filter(None, [
            markdown_of(told.get("answer", "")),
            *(chapter(one.get("title", ""), one.get("text", "")) for one in paragraphs),
            *(chapter(title, text) for title, text in chapters.items()),
        ])),
        "audience": Audience.EMPLOYEES if line_of(told.get("audience", "")).lower() in INTERNAL else Audience.PUBLIC,
    }
    record.problem = _dates(record, told) or _wrong_with(record.content)
    return record


def _dates(record, told) -> str:
    for name in DATES:
        if text := line_of(told.get(name, "")):
            try:
                day = parse_date(text[:10])
            except ValueError:
                day = None
            if day is None:
                return _("“%(text)s” is no date: write it as 2026-12-31") % {"text": text[:40]}
            record.content[name] = day
    return ""


def _wrong_with(content) -> str:
    """Why this cannot be an article; "" where it can."""
    if not content.get("question"):
        return _("it has no question")
    if not content["short_answer"] and not content["answer"] and not content.get("steps"):
        return _("it has no answer")
    for name in (*LINES, "short_answer", "answer"):
        most = Version._meta.get_field(name).max_length
        if len(content.get(name, "")) > most:
            return _("its %(field)s is longer than %(most)s characters") % {
                "field": Version._meta.get_field(name).verbose_name, "most": most}
    if content.get("valid_until") and content.get("valid_from") and content["valid_until"] < content["valid_from"]:
        return _("it ends before it begins")
    return ""


def _address(text) -> str:
    text = str(text).strip()[:500]
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text
