"""The widget: one script for any site, and a frame for sites that were named."""

import re

import pytest
from django.core.cache import cache

from gehoor.core import organisation, origins

pytestmark = pytest.mark.django_db
LARGEST = 10_000  # bytes, as it is sent


@pytest.fixture
def house(cast):
    cache.clear()
    found = organisation.current()
    found.name, found.phone, found.widget_sites = "Gemeente </script>`Merelveld`", "14 0999", "https://www.merelveld.example"
    found.save()
    yield found
    cache.clear()


def test_it_works(client, house):
    script = client.get("/contact/widget.js")
    source = script.content.decode()
    assert script["Content-Type"].startswith("text/javascript") and "max-age=300" in script["Cache-Control"]
    assert '["Bel ons", "14 0999", "tel:140999"]' in source and '["Call us", "14 0999", "tel:140999"]' in source
    assert "</script>" not in source and "&quot;" not in source
    assert len(script.content) < LARGEST
    assert not script.cookies


def test_it_asks_nothing_that_a_strict_policy_forbids_and_keeps_nothing(client, house):
    source = client.get("/contact/widget.js").content.decode()
    for word in ("innerHTML", "setAttribute(\"style\"", "eval(", "localStorage", "sessionStorage", "document.cookie", "fetch("):
        assert word not in source


def test_the_frame_is_for_sites_that_were_named(client, house):
    panel = client.get("/contact/paneel/?taal=en")
    assert "frame-ancestors 'self' https://www.merelveld.example" in panel["Content-Security-Policy"]
    assert "X-Frame-Options" not in panel and not panel.cookies
    assert 'lang="en"' in panel.content.decode() and "How can we help you?" in panel.content.decode()
    assert "merelveld.example" not in client.get("/contact/")["Content-Security-Policy"]


def test_no_page_of_ours_is_opened_inside_the_frame(client, house, clock):
    """They let themselves be framed by nobody: the panel would be empty. Closed or open, what is open then leads outside."""
    for moment in ("2026-11-21T22:00", "2026-11-24T10:00"):
        cache.clear()
        clock.is_at(moment)
        panel = client.get("/contact/paneel/").content.decode()
        links = re.findall(r'<a\b[^>]*href="/[^"]*"[^>]*>', panel)
        assert links and all('target="_blank"' in link for link in links), moment


def test_only_websites_are_named(as_employee, cast, house):
    page = as_employee(cast.admin)
    wrong = page.post("/administration/contact/", {"widget_sites": "https://a.example; script-src *"})
    assert wrong.status_code == 422 and "geen adres van een website" in wrong.content.decode()
    page.post("/administration/contact/", {"widget_sites": "www.Merelveld.example\nhttps://intranet.example:8443/pad"})
    assert organisation.current().widget_sites == "https://www.merelveld.example\nhttps://intranet.example:8443"
    assert "/contact/widget.js" in page.get("/administration/contact/").content.decode()


@pytest.mark.parametrize("text", ["'self'", "javascript:alert(1)", "https://a.example;", "*", "https://*.example"])
def test_no_line_adds_to_the_policy(text):
    with pytest.raises(origins.NoOrigin):
        origins.read(text)
