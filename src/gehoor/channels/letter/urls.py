"""Addresses of letters."""

app_name = "letter"

urlpatterns = []
