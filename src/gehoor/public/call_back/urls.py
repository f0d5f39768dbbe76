"""Addresses of asking to be called. A moment or a token stands in them, never a number or a name."""

from django.urls import path

from . import asking, changing

app_name = "call_back"

urlpatterns = [
    path("", asking.when, name="when"),
    path("gegevens/", asking.who, name="who"),
    path("van/<slug:token>/", changing.request_page, name="request"),
    path("van/<slug:token>/verzetten/", changing.move, name="move"),
    path("van/<slug:token>/vervallen/", changing.withdraw, name="withdraw"),
]
