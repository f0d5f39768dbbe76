import re

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gehoor.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.core.live import quick
        from gehoor.postroom import live_contact

        quick.register(re.compile(r"/desk/conversations/[^/]+/since/"))
        live_contact.draws(_answered)


def _answered(request, conversation, after):
    from .views import conversation as page

    return page.answered(request, conversation, after)
