from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "gehoor.administration"
    label = "administration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import jobs  # noqa: F401  so that every worker knows them
