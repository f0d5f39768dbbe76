import re

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gehoor.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.core.live import quick

        quick.register(re.compile(r"/desk/conversations/[^/]+/since/"))
