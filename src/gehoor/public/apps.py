"""Pages for everyone, without an account."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "gehoor.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
