"""Where administrators decide about the assistant."""

from django.urls import path

from .views import settings

app_name = "talk_settings"

urlpatterns = [path("", settings.settings, name="settings")]
