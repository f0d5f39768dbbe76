"""Where editors make forms."""

from django.urls import path

from .views import asked, editing

app_name = "webform"

urlpatterns = [
    path("", editing.forms, name="forms"),
    path("new/", editing.add, name="add"),
    path("<int:pk>/", editing.form, name="form"),
    path("<int:pk>/preview/", editing.preview, name="preview"),
    path("<int:pk>/publishing/", editing.publish, name="publish"),
    path("<int:pk>/opening/", editing.switch, name="switch"),
    path("<int:pk>/copy/", editing.copy, name="copy"),
    path("<int:pk>/questions/new/", asked.add, name="add_question"),
    path("<int:pk>/questions/back/", asked.put_back, name="put_back"),
    path("<int:pk>/questions/<slug:key>/", asked.question, name="question"),
    path("<int:pk>/questions/<slug:key>/move/", asked.move, name="move"),
    path("<int:pk>/questions/<slug:key>/removal/", asked.remove, name="remove"),
]
