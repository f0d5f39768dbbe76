"""How somebody wants to see Gehoor is kept in cookies and leads back to where they were."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from gehoor.core.preferences import appearance, preferences


def choose(**data):
    return preferences(RequestFactory().post("/preferences/", data))


def seen_with(**cookies):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return appearance(request)


def test_it_works():
    response = choose(theme="dark", next="/desk/?page=2")

    assert response.status_code == 302 and response.url == "/desk/?page=2"
    assert response.cookies["gehoor_theme"].value == "dark"
    assert seen_with(gehoor_theme="dark")["theme"] == "dark"


def test_language_is_kept():
    assert choose(language="en").cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_shortcuts_can_be_switched_off_and_on():
    assert choose(shortcuts="off").cookies["gehoor_shortcuts"].value == "off"
    assert choose(shortcuts="on").cookies["gehoor_shortcuts"]["max-age"] == 0
    assert not seen_with(gehoor_shortcuts="off")["shortcuts_enabled"]


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_what_is_no_theme_follows_the_device(theme):
    assert choose(theme=theme).cookies["gehoor_theme"]["max-age"] == 0
    assert seen_with(gehoor_theme=theme)["theme"] == ""


def test_an_unknown_language_is_left_out():
    assert settings.LANGUAGE_COOKIE_NAME not in choose(language="xx").cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_way_back_stays_on_this_host(elsewhere):
    assert choose(theme="dark", next=elsewhere).url == "/preferences/"
