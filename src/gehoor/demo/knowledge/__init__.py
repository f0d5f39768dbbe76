"""What Merelveld tells, from the files beside this one: published by a second pair of eyes, in the past."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from gehoor.knowledge.models import Article, DayRead, Stamp, Version
from gehoor.knowledge.writing import CONTENT
from gehoor.staff.models import Employee

from . import asked

FILES = sorted(Path(__file__).parent.glob("*.toml"))
EDITOR, SECOND = "joost", "saskia"
READ_YESTERDAY = {"grofvuil": 41, "paspoort-aanvragen": 38, "bladkorven": 27, "afvalkalender": 24, "verhuizen": 19, "parkeren-bezoek": 11}


def tell():
    """Articles and versions in a few statements: a fresh start is not held up by them."""
    told = [row for file in FILES for row in tomllib.loads(file.read_text())["article"]]
    employees = {one.username: one for one in Employee.objects.all()}
    articles = Article.objects.bulk_create(_article(row, employees) for row in told)
    by_key = {row["key"]: article for row, article in zip(told, articles, strict=True)}
    Version.objects.bulk_create(version for row in told for version in _versions(row, by_key[row["key"]], employees))
    link = Article.related.through
    pairs = {(by_key[row["key"]], by_key[key]) for row in told for key in row.get("related", ())}
    pairs |= {(other, one) for one, other in pairs}  # related is said both ways
    link.objects.bulk_create(link(from_article=one, to_article=other) for one, other in pairs)
    yesterday = timezone.localdate() - timedelta(days=1)
    DayRead.objects.bulk_create(DayRead(article=by_key[key], day=yesterday, times=times) for key, times in READ_YESTERDAY.items())
    asked.ask()
    Stamp.renew()


def _article(row, employees) -> Article:
    written = [row["valid_from"], *(one["valid_from"] for one in row.get("earlier", ()))]
    return Article(slug=row["key"], language=row.get("language", "nl"), owner=employees[row["owner"]], created_at=_moment(min(written)))


def _versions(row, article, employees):
    """The earlier ones as they differ from what is told now, and then that."""
    rows = [*({**row, "changes": "", **earlier} for earlier in row.get("earlier", ())), row]
    return [_version(one, article, number, employees) for number, one in enumerate(rows, 1)]


def _version(row, article, number, employees) -> Version:
    content = {name: row[name].strip() if isinstance(row[name], str) else row[name] for name in CONTENT if name in row}
    dates = {name: timezone.localdate() + timedelta(days=row[name]) for name in ("valid_from", "valid_until", "review_on") if name in row}
    version = Version(article=article, number=number, author=employees[EDITOR], changes=row.get("changes", ""), **content, **dates)
    version.state, at = row.get("state", Version.State.PUBLISHED), _moment(row["valid_from"])
    version.written_at = at - timedelta(days=1)
    if version.state == Version.State.OFFERED:
        version.offered_at = version.written_at
    else:
        version.publisher, version.published_at = employees[SECOND], at
    return version


def _moment(days) -> datetime:
    """Half past ten on the day that is so many days from today."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(10, 30)))
