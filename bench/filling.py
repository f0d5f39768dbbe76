"""Filling an empty Gehoor with the town of `bench.town`: by COPY, with indexes and foreign keys put back afterwards."""

import random
import threading
from contextlib import contextmanager
from datetime import timedelta

from . import town

EMPLOYEES, TEAMS = 150, 12
ORIGINAL = b"Subject: Een vraag\r\n\r\n" + b"Wanneer wordt de container geleegd? " * 20
PHOTO = b"\xff\xd8 a photograph"


def fill(contacts: int, seed: int = 3):
    """A town with this many contacts. Every table that grows with contacts gets its rows; seconds a thousand contacts."""
    from gehoor.conversations.models import Attachment, Blob, Closure, Contact, Conversation, Message, Wait
    from gehoor.core.models import Event
    from gehoor.people.models import DigitalAddress, Person
    from gehoor.postroom.models import Arrival, Delivery
    from gehoor.trust.models import ReadLog

    teams, employees = _staff()
    people = town.people_of(contacts, seed=seed)
    blob = Blob.keep(PHOTO).pk
    models = [Person, DigitalAddress, Conversation, Contact, Message, Wait, Attachment, Closure, Event, ReadLog, Arrival, Delivery]
    with _bare([model._meta.db_table for model in models]):
        _copy(Person, ("id", "name"), ((number, town.person(number)[0]) for number in range(1, people + 1)))
        _copy(DigitalAddress, ("id", "person_id", "kind", "value"), _addresses(people))
        for model, columns, make in _TABLES:
            told = town.tell(contacts, seed=seed, teams=teams, employees=employees)
            _copy(_model(model), columns, make(told, blob) if make is _files else make(told))
    _index_words()
    _settle()


def _model(name):
    """The model of this name, wherever it lives."""
    from django.apps import apps

    return next(model for model in apps.get_models() if model.__name__ == name)


def _staff():
    from gehoor.staff.models import Employee, Team

    teams = [Team.objects.get(is_default=True).pk]
    teams += [Team.objects.create(name=f"Team {n}", slug=f"team-{n}", is_closed=n == TEAMS - 1).pk for n in range(1, TEAMS)]
    made = Employee.objects.bulk_create(
        Employee(username=f"medewerker{n}", first_name=random.Random(n).choice(town.FIRST), last_name=f"Nummer {n}")
        for n in range(EMPLOYEES)
    )
    return teams, [one.pk for one in made]


def _addresses(people):
    for number in range(1, people + 1):
        _name, email, phone = town.person(number)
        yield 2 * number - 1, number, "email", email
        yield 2 * number, number, "phone", phone


def _conversations(told):
    from gehoor.conversations.waiting import SHORT

    known = _calendar()
    for one in told:
        last = one.contacts[-1]
        due = min((known.due(channel, at) for channel, at, end in _asked(one) if end is None), default=None)
        yield (
            one.number, one.reference, one.person, one.subject, one.team, one.assignee,
            "us" if last[1] == "in" else "person", last[2], one.opened_at, last[2], one.is_open,
            due, due and known.hours().before(due, SHORT),
        )


def _calendar():
    """The built-in one: while rows are copied the connection cannot be asked."""
    from gehoor.targets.calendar import Calendar

    return Calendar()


def _asked(one):
    """(channel, when, when it was answered or closed) of each contact that a person made."""
    end, found = one.contacts[-1][2] + timedelta(minutes=20) if not one.is_open else None, []
    for channel, direction, at, _by, _file in reversed(one.contacts):
        if direction == "in":
            found.append((channel, at, end))
        else:
            end = at
    return reversed(found)


def _waits(told):
    known, numbers = _calendar(), {}
    contacts = ((number, one) for number, one, contact in _each(told) if contact[1] == "in")
    for key, (number, one) in enumerate(contacts, start=1):
        if one.number not in numbers:
            numbers = {one.number: list(_asked(one))}
        channel, at, end = numbers[one.number].pop(0)
        yield key, one.number, number, channel, at, known.due(channel, at), end, "answer" if end else ""


def _each(told):
    """(number of the contact, conversation, contact)"""
    number = 0
    for one in told:
        for contact in one.contacts:
            number += 1
            yield number, one, contact


def _contacts(told):
    for number, one, (channel, direction, at, by, _file) in _each(told):
        yield number, one.number, channel, direction, one.person, by, at, f"contact-{number}"


def _messages(told):
    for number, one, contact in _each(told):
        yield number, number, one.number, one.subject, town.text(number), f"<{number}@voorbeeld.example>" if contact[0] == "email" else ""


def _files(told, blob):
    numbered = (number_and for number_and in _each(told) if number_and[2][4])
    for key, (number, _one, contact) in enumerate(numbered, start=1):
        yield key, number, blob, f"bench-file-{key}", contact[4], "image/jpeg", len(PHOTO)


def _closures(told):
    closed = (one for one in told if not one.is_open)
    for key, one in enumerate(closed, start=1):
        yield key, one.number, one.contacts[-1][2] + timedelta(minutes=20), one.assignee, True


def _events(told):
    for number, one, contact in _each(told):
        yield number, contact[2], "contact.received" if contact[1] == "in" else "message.sent", one.number, one.person


def _reads(told):
    for number, one, contact in _each(told):
        yield number, contact[2], one.reader, one.number, one.person, "page"


def _arrivals(told):
    mailed = (row for row in _each(told) if row[2][0] == "email" and row[2][1] == "in")
    for key, (number, _one, contact) in enumerate(mailed, start=1):
        yield key, "email", "bench", f"{number:064}", ORIGINAL, len(ORIGINAL), contact[2], "filed", number


def _deliveries(told):
    mailed = (row for row in _each(told) if row[2][0] == "email" and row[2][1] == "out")
    for key, (number, one, contact) in enumerate(mailed, start=1):
        yield key, number, "email", town.person(one.person)[1], "sent", contact[2], contact[2]


_TABLES = [
    ("Conversation", ("id", "reference", "person_id", "subject", "team_id", "assignee_id", "waiting_for", "waiting_since",
                      "opened_at", "last_contact_at", "is_open", "respond_by", "short_from"), _conversations),
    ("Contact", ("id", "conversation_id", "channel", "direction", "person_id", "employee_id", "at", "external_id"), _contacts),
    ("Message", ("id", "contact_id", "conversation_id", "subject", "text", "message_id"), _messages),
    ("Wait", ("id", "conversation_id", "contact_id", "channel", "began_at", "due_at", "ended_at", "ended_by"), _waits),
    ("Attachment", ("id", "message_id", "blob_id", "token", "name", "content_type", "size"), _files),
    ("Closure", ("id", "conversation_id", "at", "by_id", "solved"), _closures),
    ("Event", ("id", "at", "kind", "conversation_id", "person_id"), _events),
    ("ReadLog", ("id", "at", "employee_id", "conversation_id", "person_id", "what"), _reads),
    ("Arrival", ("id", "channel", "source", "digest", "original", "size", "arrived_at", "state", "contact_id"), _arrivals),
    ("Delivery", ("id", "message_id", "channel", "address", "state", "queued_at", "sent_at"), _deliveries),
]


def _copy(model, columns, rows):
    """COPY `rows`; columns that are not given get the default of their field."""
    from django.db import connection

    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    rest = [field for field in fields if field.column not in columns]
    defaults = tuple(field.get_db_prep_save(field.pre_save(model(), True), connection) for field in rest)
    names = ", ".join(f'"{name}"' for name in (*columns, *(field.column for field in rest)))
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row((*row, *defaults))


@contextmanager
def _bare(tables):
    """Without indexes, foreign keys and triggers; all are put back afterwards and checked by PostgreSQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)", [tables])
        keys = cursor.fetchall()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint)", [tables])
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _index_words():
    """The documents of search, as the triggers would have made them, by two connections at once; then the words."""
    from django.db import connection

    from gehoor.search import words

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL reads a whole table for each conversation
        cursor.execute("DROP INDEX IF EXISTS document_words")
        halves = [threading.Thread(target=_documents, args=(half,)) for half in (0, 1)]
        for half in halves:
            half.start()
        for half in halves:
            half.join()
        cursor.execute("CREATE INDEX document_words ON search_document USING gin (words) WITH (gin_pending_list_limit = 128)")
    while words.learn(50_000):
        pass


def _documents(half):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "INSERT INTO search_document (conversation_id, words, said_at) SELECT id, search_words_of(id), last_contact_at"
            " FROM conversations_conversation WHERE id %% 2 = %s", [half])
    connection.close()


def _settle():
    """Numbers go on after the last row, and the planner knows the tables."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
