"""Originals that came in, drafts, and deliveries that go out."""

from .arrival import Arrival
from .delivery import Attempt, Delivery
from .draft import Draft, DraftFile
from .owner_warning import OwnerWarning
from .standard_text import StandardText

__all__ = ["Arrival", "Attempt", "Delivery", "Draft", "DraftFile", "OwnerWarning", "StandardText"]
