"""`gehoor backup` and `gehoor restore`: everything in one file, and back, on this machine or another."""
