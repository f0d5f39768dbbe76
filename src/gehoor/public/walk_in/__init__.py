"""The walk-in hour for who comes in: a number, the screen in the hall, and following it on a phone."""
