"""Django's PostgreSQL backend with two additions of ours; ENGINE in the settings names this package."""
