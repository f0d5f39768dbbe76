"""Pages for who keeps Gehoor running."""

app_name = "administration"

urlpatterns = []
