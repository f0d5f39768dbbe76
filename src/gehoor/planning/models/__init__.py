"""Talks that are planned ahead: what kind of moment, for whom, and each of them."""

from .kind import MomentKind, Point, Version
from .moment import Invited, Moment, SentIn, State
from .plan import Plan

__all__ = ["Invited", "Moment", "MomentKind", "Plan", "Point", "SentIn", "State", "Version"]
