"""A complaint: who handles it, by when the law wants an outcome, and what came of it."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "gehoor.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.conversations import closing

        from . import handling

        closing.keeps_open(handling.keeps_open)
