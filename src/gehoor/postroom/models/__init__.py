"""Originals that came in and deliveries that go out."""

from .arrival import Arrival
from .delivery import Attempt, Delivery
from .standard_text import StandardText

__all__ = ["Arrival", "Attempt", "Delivery", "StandardText"]
