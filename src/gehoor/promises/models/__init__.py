"""Promises and what became of them, a noun per file."""

from .attempt import Attempt
from .department import Department, TaskLink
from .promise import Promise
from .renegotiation import Renegotiation

__all__ = ["Attempt", "Department", "Promise", "Renegotiation", "TaskLink"]
