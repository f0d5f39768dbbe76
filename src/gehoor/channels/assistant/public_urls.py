"""Addresses for people without an account. The key of a talk in them is left out of the log."""

from django.urls import path

from .views import human, talk

app_name = "talk"

urlpatterns = [
    path("", talk.start, name="start"),
    path("mens/", human.before, name="human_first"),
    path("<slug:key>/", talk.talk, name="talk"),
    path("<slug:key>/mens/", human.human, name="human"),
    path("<slug:key>/<int:number>/geholpen/", talk.helped, name="helped"),
    path("<slug:key>/<int:number>/antwoord/<int:version>/", talk.open_told, name="open"),
    path("<slug:key>/<int:number>/antwoord/<int:version>/anders/", talk.put_otherwise, name="otherwise"),
]
