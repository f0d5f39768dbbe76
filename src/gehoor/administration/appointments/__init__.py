"""Where people are received, about what, and when there is room."""
