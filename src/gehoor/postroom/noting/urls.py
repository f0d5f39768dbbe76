"""The pages of one noted channel."""

from django.urls import path

from . import views


def of_channel(kind: str) -> list:
    """URL patterns for a channel's own `urls.py`."""
    return [
        path("", views.note, {"kind": kind}, name="note"),
        path("draft/", views.save_draft, {"kind": kind}, name="draft"),
        path("draft/choice/", views.choose_draft, {"kind": kind}, name="choose_draft"),
        path("beginning/", views.begin_anew, {"kind": kind}, name="begin_anew"),
        path("find/", views.find, {"kind": kind}, name="find"),
    ]
