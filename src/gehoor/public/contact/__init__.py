"""The contact page and the widget: all ways in at once, each with its hours and the wait right now."""
