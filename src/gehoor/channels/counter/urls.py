"""Where employees write visits down."""

from gehoor.postroom.noting import urls

app_name = "counter"

urlpatterns = urls.of_channel("counter")
