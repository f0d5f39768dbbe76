"""Every address of the site. Channels bring their own pages through the registry."""

from django.urls import include, path
from django.views.generic import RedirectView

from gehoor.postroom import channel
from gehoor.public.knowledge.for_robots import robots

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:home"), name="home"),
    path("", include("gehoor.core.urls")),
    path("account/", include("gehoor.staff.account_urls")),
    path("desk/", include("gehoor.desk.urls")),
    path("administration/", include("gehoor.administration.urls")),
    path("taak/", include("gehoor.portal.task_urls")),
    path("contact/", include("gehoor.public.contact.urls")),
    path("antwoorden/", include("gehoor.public.knowledge.urls")),
    path("robots.txt", robots, name="robots"),
    path("inloop/", include("gehoor.public.walk_in.urls")),
    path("bel-mij/", include("gehoor.public.call_back.urls")),
    *channel.url_patterns(),
]

handler400 = "gehoor.core.errors.bad_request"
handler403 = "gehoor.core.errors.forbidden"
handler404 = "gehoor.core.errors.not_found"
handler500 = "gehoor.core.errors.server_error"
