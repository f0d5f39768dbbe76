"""Addresses for people without an account."""

from django.urls import path

from .views import public

app_name = "form"

urlpatterns = [
    path("", public.index, name="index"),
    path("verder/<token>/", public.resume, name="resume"),
    path("<slug:slug>/", public.fill, name="fill"),
    path("<slug:slug>/ontvangen/<token>/", public.received, name="received"),
    path("<slug:slug>/ingebed/", public.fill, {"framed": True}, name="framed"),
    path("<slug:slug>/ingebed/ontvangen/<token>/", public.received, {"framed": True}, name="framed_received"),
]
