"""Addresses of calling back; `pk` is that of the promise."""

from django.urls import path

from . import calling, instead

OF_CONVERSATION = [
    path("", instead.call_instead, name="call_instead"),
    path("begin/", instead.begin, name="begin_call"),
]
urlpatterns = [
    path("<int:pk>/spoken/", calling.spoken, name="call_spoken"),
    path("<int:pk>/no-answer/", calling.no_answer, name="call_no_answer"),
    path("<int:pk>/answered/", calling.answered, name="call_answered"),
    path("<int:pk>/wrong-number/", calling.wrong_number, name="call_wrong_number"),
    path("<int:pk>/number/", calling.other_number, name="call_number"),
]
