"""Guessing of passwords: after eight wrong ones the account waits a quarter of an hour, for that place only."""

from django.conf import settings
from django.utils.translation import gettext as _

from gehoor.core import errors


def username(request, credentials):
    """Whose log-in this is, for axes: allauth calls the field `login`, Django calls the credential `username`."""
    name = (credentials or {}).get("username") or request.POST.get("login") or ""
    return name.strip().lower()[:150] or None


def locked_out(request, response=None, credentials=None):
    """What axes answers with: 429, when to try again, and who can help sooner."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    answer = errors.answer(request, errors.Explanation(
        429, "core/errors/locked_out.html", _("Too many wrong passwords"),
        _("Wait %(minutes)s minutes and try again, or ask your administrator for a new password.") % {"minutes": minutes},
    ))
    answer["Retry-After"] = str(minutes * 60)
    return answer
