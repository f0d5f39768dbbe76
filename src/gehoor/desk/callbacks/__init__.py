"""Calling somebody back: the number, what was asked, and what came of the call."""
