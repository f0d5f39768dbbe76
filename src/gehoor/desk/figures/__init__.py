"""Figures for team leads: hurdles, and waits as told. About all of us, never about one."""
