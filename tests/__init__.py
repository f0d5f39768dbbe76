"""Journeys and whole-house checks; tests of one app stand in that app."""
