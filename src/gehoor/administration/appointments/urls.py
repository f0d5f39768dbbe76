"""Addresses of setting up appointments."""

from django.urls import path

from . import hours, places

urlpatterns = [
    path("", places.overview, name="appointments"),
    path("places/new/", places.add_place, name="add_place"),
    path("places/<int:pk>/", places.place, name="place"),
    path("places/<int:pk>/hours/", hours.open_place, name="open_place"),
    path("hours/<int:pk>/removal/", hours.close_opening, name="close_opening"),
    path("subjects/new/", places.add_subject, name="add_subject"),
    path("subjects/<int:pk>/", places.subject, name="subject"),
    path("colleagues/", hours.colleagues, name="staff_hours"),
    path("colleagues/<int:pk>/removal/", hours.remove_hours, name="remove_staff_hours"),
    path("closings/", hours.closings, name="closings"),
    path("closings/<int:pk>/removal/", hours.remove_closing, name="remove_closing"),
]
