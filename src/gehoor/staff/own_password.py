"""A password that somebody else made is good for one thing: choosing one's own."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.core import errors

from .two_factor import OPEN


class Required:
    """Lead employees with a given password to where they choose their own, before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(OPEN) or not getattr(request.user, "must_change_password", False):
            return self.get_response(request)
        if request.method != "GET" or request.headers.get("HX-Request"):
            return errors.forbidden(request)
        messages.info(request, _("Choose a password of your own first. Nobody else knows it then."))
        return redirect(reverse("account_change_password"))
