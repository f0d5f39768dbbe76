from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gehoor.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import telling

        telling.register()
