"""What we know, for everybody: searching while they type, by subject, one answer to a page, and what they say of it."""
