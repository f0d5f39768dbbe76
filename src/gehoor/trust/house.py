"""What this organisation decided on access."""

from gehoor.core import kept, prepared

from .models import Names, TrustSettings


def current() -> TrustSettings:
    """The decisions, or what holds where nobody decided anything."""
    return prepared.one(("trust",), lambda: TrustSettings.objects.filter(pk=1)) or TrustSettings()


def shows_names() -> bool:
    """Whether residents see who of us helps them."""
    return kept.settings("trust.", current).names_shown != Names.NONE


def shown_name(employee, decided: TrustSettings) -> str:
    """The name of an employee as residents see it; "" where the organisation shows none."""
    if employee is None or decided.names_shown == Names.NONE:
        return ""
    return employee.first_name if decided.names_shown == Names.FIRST else str(employee)
