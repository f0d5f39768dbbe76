"""How somebody wants to see Gehoor: theme, language, keyboard shortcuts, sound. Kept in cookies, so it works before log-in."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_http_methods

THEME_COOKIE = "gehoor_theme"
SHORTCUTS_COOKIE = "gehoor_shortcuts"
SOUND_COOKIE = "gehoor_sound"
THEMES = ("light", "dark", "contrast")  # anything else: as the device asks
A_YEAR = 365 * 24 * 3600  # seconds


def appearance(request):
    """Give every template `theme` ("" follows the device), `house_style`, `shortcuts_enabled` and `sound_enabled`."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": theme if theme in THEMES else "",
        "house_style": getattr(settings, "HOUSE_STYLE", "core/css/house-style.css"),
        "shortcuts_enabled": request.COOKIES.get(SHORTCUTS_COOKIE) != "off",
        "sound_enabled": request.COOKIES.get(SOUND_COOKIE) == "on",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Show the choices, or keep those that were posted and go back to where the person was."""
    if request.method != "POST":
        return render(
            request, "core/preferences.html", {"next": _way_back(request, request.GET.get("next", ""))}
        )
    response = HttpResponseRedirect(_way_back(request, request.POST.get("next", "")))
    if "theme" in request.POST:
        _keep(response, request, THEME_COOKIE, request.POST["theme"], allowed=THEMES)
    if "shortcuts" in request.POST:  # single-key shortcuts can be switched off: WCAG 2.1.4
        _keep(response, request, SHORTCUTS_COOKIE, request.POST["shortcuts"], allowed=("off",))
    if "sound" in request.POST:
        _keep(response, request, SOUND_COOKIE, request.POST["sound"], allowed=("on",))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        _keep(response, request, settings.LANGUAGE_COOKIE_NAME, language, allowed=(language,))
    return response


def _keep(response, request, name, value, allowed):
    """Set the cookie, or take it away when the value is the default or not one of ours."""
    if value in allowed:
        response.set_cookie(
            name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(name, samesite="Lax")


def _way_back(request, wished):
    """The page to return to, on this host only (a foreign address would be an open redirect)."""
    if wished and url_has_allowed_host_and_scheme(
        wished, {request.get_host()}, require_https=request.is_secure()
    ):
        return wished
    return reverse("core:preferences")
