"""Addresses of the figures, below /desk/figures/."""

from django.urls import path

from . import hurdles

urlpatterns = [
    path("hurdles/", hurdles.show, name="hurdles"),
    path("hurdles/file/", hurdles.download, name="hurdles_csv"),
]
