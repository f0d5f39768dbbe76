"""The organisation that runs this Gehoor."""

from . import kept, prepared
from .models import OrganisationSettings


def current() -> OrganisationSettings:
    """The one settings row; made on first use."""
    return _kept() or _made()


def _kept() -> OrganisationSettings | None:
    return prepared.one(("organisation",), lambda: OrganisationSettings.objects.filter(pk=1))


def _made() -> OrganisationSettings:
    OrganisationSettings.objects.bulk_create([OrganisationSettings(pk=1)], ignore_conflicts=True)  # another may be first
    return _kept()


def of(request) -> OrganisationSettings:
    """The same to be shown, looked up at most once a request."""
    if not hasattr(request, "_organisation"):
        request._organisation = kept.settings("organisation.", current)
    return request._organisation


def house(request):
    """Give every template `organisation`, and `house_style` where the organisation chose its own."""
    found = of(request)
    return {"organisation": found, **({"house_style": found.house_style} if found.house_style else {})}
