"""The pages of one noted channel."""

from django.urls import path

from . import views


def of_channel(kind: str) -> list:
    """URL patterns for a channel's own `urls.py`."""
    return [
        path("", views.note, {"kind": kind}, name="note"),
        path("find/", views.find, {"kind": kind}, name="find"),
    ]
