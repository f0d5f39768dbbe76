"""Addresses of letters."""

from django.urls import path

from .views import bringing, reading

app_name = "letter"

urlpatterns = [
    path("", bringing.letters, name="letters"),
    path("lately/", bringing.lately, name="lately"),
    path("separator/", bringing.separator, name="separator"),
    path("<int:pk>/", reading.read, name="read"),
]
