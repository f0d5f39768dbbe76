"""Addresses of the page frame itself."""

from django.urls import path

from gehoor.core.preferences import preferences

app_name = "core"

urlpatterns = [
    path("preferences/", preferences, name="preferences"),
]
