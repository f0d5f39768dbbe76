"""Calling back: when it is somebody's turn in the line, or at a moment they chose, and what follows when nobody answers."""
