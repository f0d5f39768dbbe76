from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "gehoor.assistant"
    label = "assistant"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import jobs  # noqa: F401  so that every worker knows them
