"""Addresses of the hall. The key of the place opens its kiosk and screen, the key of a number that number only."""

from django.urls import path

from . import views

app_name = "walk_in"

urlpatterns = [
    path("volg/<slug:ticket>/", views.follow, name="follow"),
    path("<slug:key>/", views.kiosk, name="kiosk"),
    path("<slug:key>/scherm/", views.screen, name="screen"),
    path("<slug:key>/nummer/<slug:ticket>/", views.taken, name="taken"),
]
