"""Addresses of planned talks: ids without meaning stand in them, never a name."""

from django.urls import path

from . import lists, moments, plans

urlpatterns = [
    path("", lists.planned, name="planned"),
    path("people/<int:pk>/", plans.of_person, name="plans_of_person"),
    path("people/<int:pk>/new/", plans.new, name="plan_new"),
    path("plans/<int:pk>/", plans.show, name="plan"),
    path("plans/<int:pk>/change/", plans.change, name="plan_change"),
    path("plans/<int:pk>/end/", plans.stop, name="plan_stop"),
    path("<int:pk>/", moments.show, name="moment"),
    path("<int:pk>/time/", moments.move, name="moment_move"),
    path("<int:pk>/owner/", moments.give, name="moment_give"),
    path("<int:pk>/end/", moments.end, name="moment_end"),
]
