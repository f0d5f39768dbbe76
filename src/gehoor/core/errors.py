"""What people read when something fails: what happened, what was kept, what to do next. Never needs the database."""

import sys
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from psycopg_pool import PoolClosed, PoolTimeout

from .preferences import appearance

DISK_FULL = "53100"  # SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
RETRY_AFTER = 30  # seconds
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class Explanation:
    """One page: `template` extends core/error.html; `title`, `text` are for small notices and programs."""

    status: int
    template: str
    title: str
    text: str


def bad_request(request, exception=None):
    """400, or 413 where the form holds more than we take."""
    return too_large(request) if isinstance(exception, TOO_LARGE) else answer(request, Explanation(
        400, "400.html", _("We could not read that"), _("Something in what your browser sent was not right. Go back and try again."),
    ))


def forbidden(request, exception=None):
    """403: logged in, but not for this role."""
    return answer(request, Explanation(
        403, "403.html", _("This is not yours to see"), _("This page is for other colleagues. Ask your team lead if you need it."),
    ))


def not_found(request, exception=None):
    """404: no such address, or nothing there that this employee may see."""
    return answer(request, Explanation(
        404, "404.html", _("There is nothing here"), _("The address may be wrong, or what was here has moved."),
    ))


@requires_csrf_token
def server_error(request):
    """500; or 503 where the database is away and 507 where the disk is full, which are no defects and pass."""
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return disk_full(request)
    if isinstance(error, (OperationalError, InterfaceError, PoolTimeout, PoolClosed)):
        return database_away(request)
    return answer(request, Explanation(
        500, "500.html", _("Something went wrong on our side"),
        _("What you typed is kept in this tab. Try again; it is written down for who looks after this system."),
    ))


def database_away(request):
    """503, to be tried again."""
    response = answer(request, Explanation(
        503, "503.html", _("Gehoor is away for a moment"),
        _("We cannot reach the data right now. What you typed is kept in this tab. Wait a minute and try again."),
    ))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def disk_full(request):
    """507 (RFC 4918 section 11.5)."""
    return answer(request, Explanation(
        507, "core/errors/disk_full.html", _("There is no room left to store this"),
        _("This was not stored. What you typed is kept in this tab. Tell your administrator that the disk is full."),
    ))


def too_large(request):
    """413."""
    return answer(request, Explanation(
        413, "core/errors/too_large.html", _("That is too much at once"),
        _("Files may be 25 MB together. This was not stored; what you typed is kept in this tab. Choose smaller files."),
    ))


def csrf_failure(request, reason=""):
    """403: the page is older than the log-in, was open in another tab, or the form comes from elsewhere."""
    return answer(request, Explanation(
        403, "core/errors/stale_page.html", _("This page was too old to send"),
        _("You logged in again after it was opened. Nothing was sent; what you typed is kept in this tab. Open it again."),
    ))


def log_in_again(request):
    """401: the log-in ended while a form was open, so that it was not sent. The way back leads to that form."""
    return answer(request, Explanation(
        401, "core/errors/logged_out.html", _("You are no longer logged in"),
        _("Nothing was sent; what you typed is kept in this tab. Log in again, in another tab if you like, and send it again."),
    ))


def answer(request, explanation: Explanation) -> HttpResponse:
    """The explanation as this request can use it: a notice for htmx, JSON for a program, else a page."""
    if request.headers.get("HX-Request") == "true":
        html = render_to_string("core/errors/_notice.html", {"explanation": explanation, "log_in": _log_in(request)})
        # Not where the form is: that would take away what was typed.
        return HttpResponse(html, status=explanation.status, headers={"HX-Retarget": "#toasts", "HX-Reswap": "innerHTML"})
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"error": explanation.title, "text": explanation.text}, status=explanation.status)
    context = {**appearance(request), "back": way_back(request), "log_in": _log_in(request)}
    return HttpResponse(render_to_string(explanation.template, context), status=explanation.status)


def way_back(request) -> str:
    """The page of ours that the person came from; else the first page."""
    referer = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    try:
        ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}) and urlsplit(referer)
    except Exception:  # noqa: BLE001 - a host that is not ours: DisallowedHost is what is being answered
        ours = None
    return (ours.path + (f"?{ours.query}" if ours.query else "")) if ours else "/"


def is_disk_full(error) -> bool:
    """Whether this error, or what it came from, says that there is no room."""
    while error is not None:
        if getattr(error, "sqlstate", None) == DISK_FULL:
            return True
        error = error.__cause__
    return False


def _log_in(request) -> str:
    return f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': way_back(request)})}"


class RefuseUnread:
    """Answer requests whose body was not taken in (`config.pages`): too large, or no room to keep it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refused = request.META.get("asgi.scope", {}).get("gehoor.refused")
        if refused == 413:
            return too_large(request)
        if refused == 507:
            return disk_full(request)
        return self.get_response(request)


class RefuseNull:
    """Answer 400 where an address or a form holds a NUL character: no text has one, and PostgreSQL cannot store it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The form was parsed for its CSRF token already."""
        if any("\0" in value for values in request.POST.lists() for value in values[1]):
            return bad_request(request)
