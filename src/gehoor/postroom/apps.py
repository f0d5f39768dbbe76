from django.apps import AppConfig


class PostroomConfig(AppConfig):
    name = "gehoor.postroom"
    label = "postroom"
    default_auto_field = "django.db.models.BigAutoField"
