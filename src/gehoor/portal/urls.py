"""Pages for employees: the link of a conversation, and its transcript."""

from django.urls import path

from .views import employee

app_name = "portal"

urlpatterns = [
    path("conversations/<reference>/", employee.links_of, name="links"),
    path("conversations/<reference>/new/", employee.make, name="make"),
    path("conversations/<reference>/send/", employee.send, name="send"),
    path("conversations/<reference>/transcript/<slug:form>/", employee.transcript, name="transcript"),
    path("links/<int:pk>/revoke/", employee.revoke, name="revoke"),
]
