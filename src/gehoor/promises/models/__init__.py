"""Promises and what became of them, a noun per file."""

from .attempt import Attempt
from .promise import Promise
from .renegotiation import Renegotiation

__all__ = ["Attempt", "Promise", "Renegotiation"]
