"""Queries whose plan depends on the very values, such as how usual a typed name is: never prepared (decision 008).

After five times PostgreSQL may make one plan for all values. For a search by parts of words that is a walk through the
whole table: among a quarter of a million people 60 times as slow.
"""

from django.db import connection


def rows(queryset) -> list:
    """What this queryset of one table gives, planned for its own values."""
    return _fetch(queryset.model, _written_out(queryset))


def rows_until(enough: int, first, second) -> list:
    """What `first` gives, and `second` after it where that is fewer than `enough`; else `second` is not even begun.

    Both are querysets of the same columns of one table. One query; a row that is in both comes twice.
    """
    sql = f"WITH first AS MATERIALIZED ({_written_out(first)}) SELECT * FROM first"
    sql += f" UNION ALL SELECT * FROM ({_written_out(second)}) second WHERE (SELECT count(*) FROM first) < {enough:d}"
    return _fetch(first.model, sql)


def _written_out(queryset) -> str:
    return connection.ops.compose_sql(*queryset.query.sql_with_params())


def _fetch(model, sql) -> list:
    return list(model._default_manager.raw(sql.replace("%", "%%")))
