"""Addresses for the person: a token in each, which the log leaves out."""

from django.urls import path

from .views import resident, talk

app_name = "resident"

urlpatterns = [
    path("", resident.code, name="code"),
    path("<slug:token>/", resident.conversation, name="conversation"),
    path("<slug:token>/gepland/<int:pk>/", talk.talk, name="talk"),
    path("<slug:token>/nieuw/", resident.renew, name="renew"),
    path("<slug:token>/bestand/<slug:file>/", resident.attachment, name="attachment"),
    path("<slug:token>/bewaren/<slug:form>/", resident.transcript, name="transcript"),
]
