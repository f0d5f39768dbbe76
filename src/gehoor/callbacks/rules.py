"""The rules of calling back, as they hold now."""

from .models import CallBackRules


def current() -> CallBackRules:
    """The one row; the built-in figures where nobody changed them."""
    return CallBackRules.objects.filter(pk=1).first() or CallBackRules(pk=1)
