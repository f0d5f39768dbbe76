"""Where employees chat."""

from django.urls import path

from .views import employee

app_name = "chat"

urlpatterns = [
    path("mine/", employee.mine, name="mine"),
    path("<str:reference>/answer/", employee.answer, name="answer"),
    path("<str:reference>/seen/", employee.seen, name="seen"),
    path("<str:reference>/by-mail/", employee.by_mail, name="by_mail"),
    path("<str:reference>/end/", employee.end, name="end"),
]
