"""Two-step log-in where the organisation requires it."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.core import errors, organisation

IN_PLACE = "two_factor_in_place"  # in the session: asked once a log-in
OPEN = ("/account/", "/static/", "/preferences/")


def is_set_up(employee) -> bool:
    """Whether this employee logs in with a code as well."""
    return Authenticator.objects.filter(user=employee, type=Authenticator.Type.TOTP).exists()


class Required:
    """Lead employees without a second step to where they set it up, as long as the organisation requires one."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.open = OPEN

    def __call__(self, request):
        if request.path.startswith(self.open) or not request.user.is_authenticated or self._is_fine(request):
            return self.get_response(request)
        if request.method != "GET" or request.headers.get("HX-Request"):
            return errors.forbidden(request)
        messages.warning(request, _("Your organisation asks for two-step log-in. Set it up now; then you can go on."))
        return redirect(reverse("mfa_activate_totp"))

    def _is_fine(self, request) -> bool:
        if request.session.get(IN_PLACE) or not organisation.of(request).require_two_factor:
            return True
        if not is_set_up(request.user):
            return False
        request.session[IN_PLACE] = True
        return True
