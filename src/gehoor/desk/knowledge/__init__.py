"""Knowledge at the desk: found beside a conversation, told with one key, and what was told as it was told."""
