"""Addresses for a department that answers a task: a token in each, which the log leaves out."""

from django.urls import path

from .views import department

app_name = "task"

urlpatterns = [path("<slug:token>/", department.task, name="task")]
