"""What search looks in, and the views that people keep: a noun per file."""

from .document import Document
from .saved_view import SavedView
from .word import Learned, Word

__all__ = ["Document", "Learned", "SavedView", "Word"]
