"""Addresses of the contact page."""

from django.urls import path

from . import views, widget

app_name = "contact"

urlpatterns = [
    path("", views.contact, name="contact"),
    path("widget.js", widget.script, name="widget"),
    path("paneel/", widget.panel, name="panel"),
]
