"""Addresses of the e-mail channel."""

from django.urls import include, path

app_name = "email"

urlpatterns = [path("mailboxes/", include("gehoor.channels.email.mailboxes.urls"))]
