"""What `gehoor start` runs: one parent that owns the database, and forked processes for web, worker and mail intake."""
