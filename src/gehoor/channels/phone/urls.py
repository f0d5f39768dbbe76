"""Where employees write calls down."""

from gehoor.postroom.noting import urls

app_name = "phone"

urlpatterns = urls.of_channel("phone")
