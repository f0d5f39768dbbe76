"""Querysets whose SQL is put together once: Django needs longer for that than PostgreSQL needs to answer (decision 010).

    found = prepared.rows(("find", employee.scope), visible, reference=reference)

`visible(reference=...)` makes the queryset; it is called once for each key, with placeholders for the values. So what
else the SQL depends on belongs to the key, and the values may only be compared with, never looked at.
"""

import copy
from datetime import date
from functools import partial
from threading import Lock

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.transaction import TransactionManagementError

LIMIT = 1000  # keys kept; the oldest goes first
_PLACEHOLDERS = {
    int: lambda number: 2_147_400_000 + number,
    str: lambda number: f"placeholder {number} of a prepared query",
}
_known: dict[tuple, "_Statement"] = {}
_inserts: dict[type, "_Insert"] = {}
_updates: dict[tuple, "_Update"] = {}
_lock = Lock()


def rows(key: tuple, make, **values) -> list:
    """What `make(**values)` gives, as a list. Values are `int` or `str`; every one must stand in the SQL as it is."""
    return _statement(key, make, values).run(values)


def constant(key: tuple, make):
    """The first row of what `make()` gives, or None, with every value written out in the SQL.

    PostgreSQL then plans it once on each connection. For a large statement that every page asks, whose plan depends so
    much on the values that PostgreSQL would make it anew each time; the key holds all of them.
    """
    return next(iter(_statement(key, make, {}, written_out=True).run({})), None)


def sql(key: tuple, make, **values) -> tuple[str, tuple]:
    """The SQL and parameters of `make(**values)`, to stand within another statement. The key holds any moment in it.

    Raises `EmptyResultSet` where it can find nothing.
    """
    found = _statement(key, make, values, moments=True).filled(values)
    return found or make(**values).query.sql_with_params()


def _statement(key, make, values, **options) -> "_Statement":
    statement = _known.get(key)
    if statement is None:
        statement = _Statement(make, values, **options)
        with _lock:
            while len(_known) >= LIMIT:
                del _known[next(iter(_known))]
            _known[key] = statement
    return statement


def one(key: tuple, make, **values):
    """The first of them, or None."""
    return next(iter(rows(key, make, **values)), None)


def insert(row):
    """Save a new row and give it its id, as `row.save(force_insert=True)` does; returns it. Sends no signals."""
    model = type(row)
    if model not in _inserts:
        _inserts[model] = _Insert(model)
    _inserts[model].run(row)
    return row


def update(row, *names):
    """Save these fields of a row, as `row.save(update_fields=names)` does. Sends no signals."""
    key = (type(row), names)
    if key not in _updates:
        _updates[key] = _Update(*key)
    _updates[key].run(row)


class _Update:
    """`UPDATE ... WHERE id = ...` of some fields of one model."""

    def __init__(self, model, names):
        self._fields = [model._meta.get_field(name) for name in names]
        self._key = model._meta.pk
        table, key = (connection.ops.quote_name(name) for name in (model._meta.db_table, self._key.column))
        sets = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in self._fields)
        self._sql = f"UPDATE {table} SET {sets} WHERE {key} = %s"

    def run(self, row):
        values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in self._fields]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [*values, row.pk])
            if not cursor.rowcount:
                raise DatabaseError(f"there is no {self._key.model.__name__} with this id")


class _Insert:
    """`INSERT ... RETURNING id` of one model."""

    def __init__(self, model):
        self._fields = [field for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
        names = ", ".join(connection.ops.quote_name(field.column) for field in self._fields)
        table, key = (connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column))
        marks = ", ".join(["%s"] * len(self._fields))
        self._sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {key}"

    def run(self, row):
        values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in self._fields]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            [row.pk] = cursor.fetchone()
        row._state.adding, row._state.db = False, connection.alias


class _Statement:
    """SQL, where the values go in it, and how a row becomes what the queryset yields."""

    def __init__(self, make, values, written_out=False, moments=False):
        held = {name: _placeholder(value)(number) for number, (name, value) in enumerate(values.items())}
        self._make = make
        self._queryset = make(**held)
        self._compiler = self._queryset.query.get_compiler(using=self._queryset.db)
        self._places: list[tuple[int, str, type]] = []
        self._models: _Models | None = None
        try:
            self._sql, self._parameters = self._compiler.as_sql()
        except EmptyResultSet:  # with these values; what it would be with others is not known
            self._sql = ""
            return
        if not moments and any(isinstance(parameter, date) for parameter in self._parameters):
            raise ValueError("a moment in this query would stay what it is now: compare with the database's own, Now()")
        for name, placeholder in held.items():
            places = [
                (place, name, type(found))  # such as psycopg's Int8, an int that tells its column's size
                for place, found in enumerate(self._parameters)
                if isinstance(found, type(placeholder)) and found == placeholder
            ]
            if not places:
                raise ValueError(f"{name} does not stand in the SQL of this query as it is given")
            self._places += places
        if written_out:
            written = connection.ops.compose_sql(self._sql, self._parameters)
            self._sql, self._parameters = written.replace("%", "%%"), ()
        if self._queryset._iterable_class is ModelIterable and not self._queryset._known_related_objects:
            self._models = _Models(self._queryset, self._compiler)

    def run(self, values) -> list:
        if self._queryset.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("rows are locked within a transaction only")
        finished = self.filled(values)
        if not finished:
            return list(self._make(**values))
        if self._models is None:
            return list(self._yielding(finished))
        with connections[self._queryset.db].cursor() as cursor:
            cursor.execute(*finished)
            return self._models.made_of(cursor.fetchall())

    def filled(self, values) -> tuple[str, tuple] | None:
        """(SQL, parameters) with these values; None where nothing was to be found with the placeholders."""
        if not self._sql:
            return None
        parameters = list(self._parameters)
        for place, name, as_type in self._places:
            parameters[place] = as_type(values[name])
        return self._sql, tuple(parameters)

    def _yielding(self, finished):
        """The rows of a queryset like ours that has its SQL already. Nothing of ours is changed: threads share it."""
        original = self._queryset
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[original.db]
        compiler.as_sql = partial(_give, finished)
        query = copy.copy(original.query)
        query.get_compiler = partial(_give, compiler)
        mine = QuerySet(original.model, query=query, using=original.db)
        mine._fields = original._fields
        return original._iterable_class(mine)


class _Models:
    """How rows become models, as `ModelIterable` does it; found out once, which is most of its time. Threads share it."""

    def __init__(self, queryset, compiler):
        chosen, told = compiler.select, compiler.klass_info
        fields = told["select_fields"]
        self._db, self._model, self._first, self._end = queryset.db, told["model"], fields[0], fields[-1] + 1
        self._names = [column[0].target.attname for column in chosen[self._first : self._end]]
        self._related = get_related_populators(told, chosen, queryset.db)
        self._more = list((compiler.annotation_col_map or {}).items())
        self._converters = list(compiler.get_converters([column[0] for column in chosen[: compiler.col_count]]).items())

    def made_of(self, found: list) -> list:
        """A model for each row."""
        return [self._one(row) for row in found]

    def _one(self, row):
        row = self._converted(row) if self._converters else row
        one = self._model.from_db(self._db, self._names, row[self._first : self._end])
        for related in self._related:
            related.populate(row, one)
        for name, place in self._more:
            setattr(one, name, row[place])
        return one

    def _converted(self, row) -> list:
        row, ours = list(row), connections[self._db]
        for place, (converters, expression) in self._converters:
            for convert in converters:
                row[place] = convert(row[place], expression, ours)
        return row


def _placeholder(value):
    """How a placeholder of this kind is made; the members of an enumeration are texts or numbers too."""
    return next(make for kind, make in _PLACEHOLDERS.items() if isinstance(value, kind))


def _give(finished, *_arguments, **_options):
    return finished
