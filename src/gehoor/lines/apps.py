"""The lines in which people wait for a human at this moment."""

from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "gehoor.lines"
    label = "lines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.conversations import threading
        from gehoor.core.live import beats
        from gehoor.queues import routing as queues

        from . import (
            availability,
            handing,
            jobs,  # noqa: F401  so that every worker knows them
            joining,
            live,
        )

        live.register()
        beats.register(availability.alive)
        threading.carries(joining.carry_along)
        queues.follows(handing.follow)
