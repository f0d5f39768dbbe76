"""Addresses of letters."""

from django.urls import path

from .views import bringing, printing, reading

app_name = "letter"

urlpatterns = [
    path("", bringing.letters, name="letters"),
    path("lately/", bringing.lately, name="lately"),
    path("separator/", bringing.separator, name="separator"),
    path("print/", printing.printing, name="printing"),
    path("print/download/", printing.download, name="download"),
    path("print/posted/", printing.posted, name="posted"),
    path("print/posted/<int:pk>/undo/", printing.not_posted, name="not_posted"),
    path("preview/<reference>/", printing.preview, name="preview"),
    path("<int:pk>/", reading.read, name="read"),
]
