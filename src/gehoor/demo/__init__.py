"""A fictional municipality with a week of contacts, so that a newcomer sees the product at work at once."""

from .accounts import first_admin, logins
from .seed import seed

__all__ = ["first_admin", "logins", "seed"]
