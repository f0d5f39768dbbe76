"""The Dutch full-text configuration: stemming without accents (made by the first migration of core)."""

from django.contrib.postgres.search import SearchConfig, SearchVectorField


class DutchConfig(SearchConfig):
    """`gehoor_dutch` as a search configuration of Django."""

    field = SearchVectorField


DUTCH = DutchConfig("gehoor_dutch")
