"""Calling people back at their turn or at a moment they chose."""

from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "gehoor.callbacks"
    label = "callbacks"
    default_auto_field = "django.db.models.BigAutoField"
