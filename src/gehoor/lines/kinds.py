"""The channels on which people wait for us in a line, and how many of them one employee helps at once."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """One of them; `capacity` is how many people at once, unless an employee has a number of their own."""

    kind: str
    title: str
    icon: str
    capacity: int


KINDS = {one.kind: one for one in (
    Kind("chat", _("Chat"), "message-circle", 3),
    Kind("phone", _("Calling back"), "phone", 1),
)}
CALLING_BACK = "phone"
DUTCH = "nl"  # everybody here speaks it
