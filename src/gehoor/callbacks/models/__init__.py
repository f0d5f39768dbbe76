"""Requests to call back and the rules for them, a noun per file."""

from .call_back import CallBack, Telling
from .rules import CallBackRules

__all__ = ["CallBack", "CallBackRules", "Telling"]
