"""Addresses of appointments: an id without meaning stands in them."""

from django.urls import path

from . import day, one

urlpatterns = [
    path("", day.day, name="appointments"),
    path("list/", day.day_list, name="appointments_list"),
    path("<int:pk>/", one.show, name="appointment"),
    path("<int:pk>/attendance/", one.attend, name="attend_appointment"),
    path("<int:pk>/told/", one.told, name="told_appointment"),
    path("<int:pk>/moment/", one.move, name="move_appointment"),
    path("<int:pk>/cancellation/", one.cancel, name="cancel_appointment"),
    path("<int:pk>/link/", one.revoke, name="revoke_appointment_link"),
]
