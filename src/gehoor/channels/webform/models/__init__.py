"""Forms, their published versions, and what people are filling in."""

from .filling import Filling, KeptFile
from .form import Form, Version
from .sending import Sending

__all__ = ["Filling", "Form", "KeptFile", "Sending", "Version"]
