"""Places, hours and moments on which a person is received; the walk-in hour."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "gehoor.appointments"
    label = "appointments"
    default_auto_field = "django.db.models.BigAutoField"
