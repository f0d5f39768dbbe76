"""What we know and may tell, a noun per file. Read through `knowledge.in_force`, changed through `knowledge.writing`."""

from .article import Article
from .stamp import Stamp
from .version import Audience, Version

__all__ = ["Article", "Audience", "Stamp", "Version"]
