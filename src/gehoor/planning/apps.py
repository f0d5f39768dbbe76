"""Moments planned ahead with a purpose and a checklist."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "gehoor.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import jobs, whose  # noqa: F401  so that every worker knows them

        whose.register()
