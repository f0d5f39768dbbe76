"""The organisation that runs this Gehoor."""

from . import prepared
from .models import OrganisationSettings


def current() -> OrganisationSettings:
    """The one settings row; made on first use."""
    found = prepared.one(("organisation",), lambda pk: OrganisationSettings.objects.filter(pk=pk), pk=1)
    return found or OrganisationSettings.objects.get_or_create(pk=1)[0]


def of(request) -> OrganisationSettings:
    """The same, looked up once a request."""
    if not hasattr(request, "_organisation"):
        request._organisation = current()
    return request._organisation


def house(request):
    """Give every template `organisation`, and `house_style` where the organisation chose its own."""
    found = of(request)
    return {"organisation": found, **({"house_style": found.house_style} if found.house_style else {})}
