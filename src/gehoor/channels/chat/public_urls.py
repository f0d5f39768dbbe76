"""Addresses for people without an account. A key in each, which the log leaves out; `live/` is served beside these pages."""

from django.urls import path

from .views import resident

app_name = "chat_public"

urlpatterns = [
    path("", resident.start, name="start"),
    path("<slug:key>/", resident.chat, name="chat"),
    path("<slug:key>/nieuw/", resident.news, name="news"),
    path("<slug:key>/typt/", resident.writes, name="writes"),
    path("<slug:key>/gelezen/", resident.read, name="read"),
    path("<slug:key>/verder/", resident.go_on, name="go_on"),
    path("<slug:key>/einde/", resident.end, name="end"),
    path("<slug:key>/bestand/<slug:file>/", resident.attachment, name="attachment"),
]
