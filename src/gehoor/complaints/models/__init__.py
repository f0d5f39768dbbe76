"""Complaints, the rules they are judged by, and each step of handling one."""

from .complaint import Complaint
from .deadline import Deadline
from .outcome import Outcome
from .rules import ComplaintRules
from .steps import Call, Extension, Hearing
from .writing import NotOne, Writing

__all__ = ["Call", "Complaint", "ComplaintRules", "Deadline", "Extension", "Hearing", "NotOne", "Outcome", "Writing"]
