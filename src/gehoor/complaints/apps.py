"""A complaint: who handles it, by when the law wants an outcome, and what came of it."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "gehoor.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
