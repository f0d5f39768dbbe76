"""Finding conversations: candidates by words, people and reference, put in order, with the place where it was said.

Of what matches, the most recent `CANDIDATES` are put in order, best first: a common word matches a third of everything,
and to compare all of those would take seconds. See docs/decisions/011-one-document.md.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import RawSQL

from gehoor.conversations import whom
from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.core import prepared
from gehoor.people import finding as people_finding

from . import query as queries
from . import words
from .asked import Asked
from .sql import FIND, RARE

PAGE = 25
CANDIDATES = 100


@dataclass(slots=True)
class Hit:
    """One conversation, and the words around what was found in it."""

    pk: int
    reference: str
    subject: str
    person_id: int
    person: str
    is_anonymous: bool
    last_contact_at: datetime
    is_closed: bool
    waiting_for: str
    by_reference: bool
    by_person: bool
    pattern: str  # of what is to be marked, over text as `extract.folded` makes it
    extract: str
    extract_begins: bool  # where the message begins
    extract_ends: bool
    channel: str
    file: str
    stands: str  # JSON that `standing.sentence` is made of; the same text gives the same sentence, for a day


@dataclass(slots=True)
class Found:
    """A page of hits. `number` counts the candidates; `is_more` when there were more than could be compared."""

    hits: list[Hit] = field(default_factory=list)
    number: int = 0
    people: list = field(default_factory=list)
    loosely: bool = False  # nothing held all words, so any of them counted

    @property
    def is_more(self) -> bool:
        return self.number >= CANDIDATES


def find(employee, asked: Asked, page: int = 1) -> Found:
    """What this employee finds, which is nothing where they may see no conversation; at most five queries."""
    if not asked.kept():
        return Found()
    someone = whom.find(employee, asked.text) if asked.text else []
    known = words.holding(queries.words_of(asked.text))
    found = _search(employee, asked, queries.strict(asked.text, *known), someone, page)
    if not found.hits and " " in asked.text and page == 1:
        found = _search(employee, asked, queries.loose(asked.text, *known), someone, page)
        found.loosely = True
    shown = {hit.person_id for hit in found.hits}
    found.people = [one for one in someone if one.person.pk in shown]
    return found


def meant(employee, asked: Asked) -> list[str]:
    """What may have been meant by words that nobody ever said; only what this employee finds something with.

    At most five queries, so that a word from what they may not see is never suggested.
    """
    alike = words.alike(queries.words_of(asked.text))
    typed = next(iter(alike), "")
    others = [re.sub(rf"\b{re.escape(typed)}\b", other, asked.text, flags=re.IGNORECASE) for other in alike.get(typed, ())]
    return [other for other in others[:2] if _finds(employee, replace(asked, text=other))]


def _finds(employee, asked) -> bool:
    known = words.holding(queries.words_of(asked.text))
    return bool(_search(employee, asked, queries.strict(asked.text, *known), [], 1).hits)


def _search(employee, asked, query, someone, page) -> Found:
    try:
        return _searched(employee, asked, query, someone, page)
    except EmptyResultSet:  # they may see nothing
        return Found()


def _searched(employee, asked, query, someone, page) -> Found:
    people, reference = [one.person.pk for one in someone], as_typed(asked.text) if asked.text else ""
    surely = [one.person.pk for one in someone if one.reason != people_finding.Reason.ALIKE]
    compiled = [matching_sql(employee, asked, query)]
    for path in ("person", "contacts__person") if people else ():
        key = ("of people", path, employee.scope, tuple(asked.filters.items()))
        compiled.append(prepared.sql(key, partial(_of_people, employee, asked, path), people=f"{{{','.join(map(str, people))}}}"))
    if reference:
        compiled.append(prepared.sql(("referred", employee.scope), partial(_referred, employee), reference=reference))
    candidates = " UNION ".join(f"({sql})" for sql, _parameters in compiled)
    (sql, said), (exact, itself) = query.as_sql(), query.exactly()
    parameters = [*said, *itself, query.marked, *(one for _sql, given in compiled for one in given),
                  reference, surely, PAGE, (page - 1) * PAGE]
    return _fetch(FIND.format(query=sql, exact=exact, candidates=candidates), parameters)


def _of_people(employee, asked, path, people):
    """The most recent of these people, whose ids stand in the notation of a PostgreSQL array."""
    among = Func(F(path), Value(people), template="%(expressions)s::bigint[])", arg_joiner=" = ANY(", output_field=BooleanField())
    return _recent(_visible(employee, asked).filter(among))


def _referred(employee, reference):
    return Conversation.objects.visible_to(employee).filter(reference=reference).order_by().values("pk")


def matching_sql(employee, asked, query, most=CANDIDATES) -> tuple[str, tuple]:
    """SQL with parameters for the ids of at most so many conversations that match by words and filters, the newest.

    Usual words are found by walking back in time, rare ones by the index of words. PostgreSQL cannot choose: of a word
    that nobody ever said it does not know that it is rare, and walks through everything.
    Raises `EmptyResultSet` for an employee who may see nothing.
    """
    key = ("matching", employee.scope, tuple(asked.filters.items()), bool(asked.text), most)
    if not asked.text:
        return prepared.sql(key, lambda: _recent(_visible(employee, asked), most))
    if query.is_usual(most):
        return prepared.sql(key, partial(_walked, employee, asked, query, most), typed=query.typed, akin=query.akin)
    visible, given = prepared.sql(("visible", *key), lambda: _visible(employee, asked).order_by().values("pk"))
    sql, said = query.for_index()
    return RARE.format(wanted=sql, visible=visible, most=most), (*said, *given)


def _visible(employee, asked):
    return asked.narrow(Conversation.objects.visible_to(employee))


def _walked(employee, asked, query, most, **words):
    sql, parameters = replace(query, **words).as_sql()
    condition = f'("search_document"."words" @@ {sql}) IS TRUE'  # so: not by index
    found = _visible(employee, asked).filter(search_document__isnull=False)
    found = found.filter(RawSQL(condition, parameters, BooleanField()))
    if not asked.is_narrow:
        return _recent(found, most)
    moment = F("last_contact_at") + timedelta()  # so: no walk, but a sort of the few that there are
    return found.annotate(moment=moment).order_by("-moment", "-pk").values("pk")[:most]


def _recent(conversations, most=CANDIDATES):
    return conversations.order_by("-last_contact_at", "-pk").values("pk")[:most]


def _fetch(sql, parameters) -> Found:
    """Run with the values in the text of the query, since how common the words are decides how to look for them."""
    with connection.cursor() as cursor:
        cursor.execute(connection.ops.compose_sql(sql, parameters))
        rows = cursor.fetchall()
    return Found([Hit(*row[:-1]) for row in rows], rows[0][-1] if rows else 0)
