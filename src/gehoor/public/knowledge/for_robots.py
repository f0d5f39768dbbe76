"""What search engines may know: every answer that holds, and where that list is (https://www.sitemaps.org/protocol.html)."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from . import shelf

MOST = 50_000  # addresses in one file, by the protocol
NOT_FOR_ROBOTS = ("/desk/", "/administration/", "/account/", "/gesprek/", "/chat/", "/taak/", "/preferences/")


@require_GET
@cache_control(public=True, max_age=300)
def robots(request):
    """robots.txt (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
             f"Sitemap: {settings.PUBLIC_URL}{reverse('answers:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
@cache_control(public=True, max_age=300)
def sitemap(request):
    """Every public answer with the day it was published last."""
    rows = shelf.versions().order_by("article_id").values_list("article__slug", "published_at")[:MOST]
    pages = "".join(_page(reverse("answers:article", args=[slug]), timezone.localtime(at).date()) for slug, at in rows)
    text = (f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"{_page(reverse('answers:start'))}{pages}</urlset>")
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _page(path, day=None) -> str:
    changed = f"<lastmod>{day:%Y-%m-%d}</lastmod>" if day else ""
    return f"<url><loc>{escape(settings.PUBLIC_URL + path)}</loc>{changed}</url>"
