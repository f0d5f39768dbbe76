"""Places, hours and moments on which a person is received; the walk-in hour."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "gehoor.appointments"
    label = "appointments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gehoor.conversations import threading
        from gehoor.postroom import wording

        from . import carrying, jobs, live, telling  # noqa: F401  so that every worker knows the jobs

        live.register()
        threading.carries(carrying.carry_along)
        wording.LINES.append(telling.link_line)
