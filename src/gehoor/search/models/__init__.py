"""What search looks in, a noun per file."""

from .document import Document

__all__ = ["Document"]
