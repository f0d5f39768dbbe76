"""Addresses of live contact."""

from django.urls import path

from . import deeds, live

urlpatterns = [
    path("", live.live, name="live"),
    path("lists/", live.lists, name="live_lists"),
    path("top/", live.top, name="live_top"),
    path("availability/", deeds.availability_of_mine, name="availability"),
    path("<int:pk>/taking/", deeds.take, name="take_turn"),
    path("<int:pk>/passing/", deeds.decline, name="decline_turn"),
    path("<int:pk>/return/", deeds.give_back, name="give_turn_back"),
]
