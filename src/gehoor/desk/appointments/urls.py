"""Addresses of appointments: an id without meaning stands in them."""

from django.urls import path

from . import begin, calendar, day, one, walk_in

urlpatterns = [
    path("", day.day, name="appointments"),
    path("new/", begin.begin, name="begin_appointment"),
    path("list/", day.day_list, name="appointments_list"),
    path("calendar/", calendar.calendar, name="own_calendar"),
    path("calendar/disconnection/", calendar.disconnect, name="disconnect_calendar"),
    path("walk-in/", walk_in.counter, name="walk_in"),
    path("walk-in/line/", walk_in.line, name="walk_in_line"),
    path("walk-in/next/", walk_in.call_next, name="walk_in_next"),
    path("walk-in/number/", walk_in.give, name="walk_in_give"),
    path("walk-in/<int:pk>/", walk_in.deed, name="walk_in_deed"),
    path("walk-in/<int:pk>/conversation/", walk_in.about, name="walk_in_about"),
    path("<int:pk>/", one.show, name="appointment"),
    path("<int:pk>/attendance/", one.attend, name="attend_appointment"),
    path("<int:pk>/told/", one.told, name="told_appointment"),
    path("<int:pk>/moment/", one.move, name="move_appointment"),
    path("<int:pk>/cancellation/", one.cancel, name="cancel_appointment"),
    path("<int:pk>/link/", one.revoke, name="revoke_appointment_link"),
]
