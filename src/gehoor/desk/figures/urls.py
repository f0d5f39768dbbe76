"""Addresses of the figures, below /desk/figures/."""

from django.urls import path

from . import assistant, hurdles, talks, waiting

urlpatterns = [
    path("waiting/", waiting.show, name="waits"),
    path("talks/", talks.show, name="talk_figures"),
    path("assistant/", assistant.show, name="assistant_figures"),
    path("hurdles/", hurdles.show, name="hurdles"),
    path("hurdles/file/", hurdles.download, name="hurdles_csv"),
]
