"""The lines in which people wait for a human at this moment: their turns, who is there for them, and how long it takes."""
