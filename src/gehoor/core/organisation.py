"""The organisation that runs this Gehoor."""

from .models import OrganisationSettings


def current() -> OrganisationSettings:
    """The one settings row; made on first use."""
    return OrganisationSettings.objects.get_or_create(pk=1)[0]
