"""What we said we would do, until it is kept, renegotiated or broken openly."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "gehoor.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.conversations import closing, threading
        from gehoor.postroom import wording

        from . import (
            jobs,  # noqa: F401  so that every worker knows them
            promising,
            task_links,
            whose,
        )

        whose.register()
        threading.carries(promising.carry_along)
        closing.promises_end(promising.end_all, promising.put_back)
        wording.LINES.append(task_links.line_of)
