"""Passwords that we make for someone, to be read out or typed from paper."""

import secrets

# No letters or digits that look or sound alike.
SAFE = "abcdefghjkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """Four groups of four: 79 random bits."""
    return "-".join("".join(secrets.choice(SAFE) for _ in range(4)) for _ in range(4))
