"""A form in a page of another site: only of those sites that its editor named, and without any cookie."""

from functools import wraps

from .models import Form


def framed_where_allowed(view):
    """For a view with `slug` and `framed`: in a frame, name the sites that may show it (CSP 3, frame-ancestors)."""

    @wraps(view)
    def answered(request, slug, *args, framed=False, **kwargs):
        response = view(request, slug, *args, framed=framed, **kwargs)
        if framed:
            sites = Form.objects.filter(slug=slug).values_list("allowed_sites", flat=True).first() or ""
            response._csp_update = {"frame-ancestors": sites.split()}
            response.xframe_options_exempt = True  # it knows one site only; browsers with frame-ancestors ignore it
        return response

    return answered
