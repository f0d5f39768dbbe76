"""Addresses of making, changing and cancelling an appointment without an account."""

from django.urls import path

from .booking import changing, choosing, finishing

app_name = "booking"

urlpatterns = [
    path("", choosing.subjects, name="subjects"),
    path("<int:subject>/", choosing.wheres, name="wheres"),
    path("<int:subject>/<slug:where>/", choosing.moments, name="moments"),
    path("gegevens/<str:token>/", finishing.who, name="who"),
    path("van/<slug:token>/", changing.appointment, name="appointment"),
    path("van/<slug:token>/agenda/", changing.calendar, name="calendar"),
    path("van/<slug:token>/verzetten/", changing.move, name="move"),
    path("van/<slug:token>/afzeggen/", changing.cancel, name="cancel"),
]
