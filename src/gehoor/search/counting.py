"""How much is in saved views, told no further than anyone needs and never at the price of waiting."""

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction

from . import query as queries
from . import words
from .finding import matching_sql

MOST = 100
PATIENCE = 300  # milliseconds for all of them together; without an answer the views stand there without a number


def counts(employee, views) -> dict[int, int | str]:
    """By primary key of each view, how many conversations this employee would find; two queries, or none of them."""
    if not views:
        return {}
    typed = {word for view in views for word in queries.words_of(view.what.text)}
    known = words.holding(sorted(typed))
    try:
        parts = [matching_sql(employee, view.what, queries.strict(view.what.text, *known), MOST) for view in views]
    except EmptyResultSet:  # they may see nothing
        return {view.pk: 0 for view in views}
    sql = "SELECT " + ", ".join(f"cardinality(ARRAY({part}))" for part, _parameters in parts)
    parameters = [one for _part, given in parts for one in given]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE}")
            cursor.execute(connection.ops.compose_sql(sql, parameters))
            numbers = cursor.fetchone()
    except OperationalError:
        return {}
    return {view.pk: _shown(number) for view, number in zip(views, numbers, strict=True)}


def _shown(number) -> int | str:
    return number if number < MOST else f"{MOST - 1}+"
