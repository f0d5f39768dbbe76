"""Every address of the site. Channels bring their own pages through the registry."""

from django.urls import include, path
from django.views.generic import RedirectView

from gehoor.postroom import channel

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:home"), name="home"),
    path("", include("gehoor.core.urls")),
    path("account/", include("allauth.urls")),
    path("desk/", include("gehoor.desk.urls")),
    *channel.url_patterns(),
]
