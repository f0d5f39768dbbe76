"""Addresses of the mailbox pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.mailboxes, name="mailboxes"),
    path("new/", views.add, name="add_mailbox"),
    path("<int:pk>/", views.mailbox, name="mailbox"),
    path("<int:pk>/pause/", views.pause, name="mailbox_pause"),
    path("<int:pk>/use/", views.resume, name="mailbox_resume"),
]
