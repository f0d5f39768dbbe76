"""Pages for people without an account. They extend `core/public.html`."""

from functools import wraps


def personal(view):
    """A page about one person, reached by a link that only they have: kept by no search engine and no shared cache.

    The Referrer-Policy stays "same-origin", which gives other sites nothing of the link; with "no-referrer" browsers
    send "Origin: null" with a form, and the CSRF check would refuse it (https://fetch.spec.whatwg.org/#origin-header).
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answered
