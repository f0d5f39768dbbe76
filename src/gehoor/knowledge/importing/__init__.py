"""Articles from elsewhere: VAC and PDC as JSON or CSV, and our own export. Read (`reading`), then brought over (`bringing`)."""
