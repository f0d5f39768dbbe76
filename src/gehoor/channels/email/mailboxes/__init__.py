"""Pages where an administrator sets mailboxes up."""
