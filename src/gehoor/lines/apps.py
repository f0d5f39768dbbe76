"""The lines in which people wait for a human at this moment."""

from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "gehoor.lines"
    label = "lines"
    default_auto_field = "django.db.models.BigAutoField"
