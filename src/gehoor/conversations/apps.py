from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "gehoor.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import live, whose

        live.register()
        whose.register()
