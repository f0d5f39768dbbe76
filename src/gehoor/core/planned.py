"""Queries whose plan depends on the very values, such as how usual a typed name is: never prepared (decision 008).

After five times PostgreSQL may make one plan for all values. For a search by parts of words that is a walk through the
whole table: among a quarter of a million people 60 times as slow.
"""

from django.db import connection


def rows(queryset) -> list:
    """What this queryset of one table gives, planned for its own values."""
    sql, parameters = queryset.query.sql_with_params()
    return list(queryset.model._default_manager.raw(connection.ops.compose_sql(sql, parameters).replace("%", "%%")))
