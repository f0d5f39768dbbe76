"""Letting views in by what the role may do."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from gehoor.core import errors


def requires(*capabilities):
    """Let a view in for whoever holds one of `capabilities`; the rest log in or get a 403.

    The view carries `view.capabilities`, which the permission matrix test reads.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _log_in(request)
            if not any(request.user.may(capability) for capability in capabilities):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.capabilities = capabilities
        return guarded

    return decorate


def _log_in(request):
    """To the log-in page and back; but what was posted cannot come back that way, so that gets an explanation."""
    if request.method in ("GET", "HEAD") and request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    return errors.log_in_again(request)
