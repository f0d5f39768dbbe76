"""What we know and may tell, a noun per file. Read through `knowledge.in_force`, changed through `knowledge.writing`."""

from .article import Article
from .asked import DayRead, Unanswered
from .outgoing_link import OutgoingLink
from .remark import Remark
from .review import Review
from .stamp import Stamp
from .synonyms import Synonyms
from .vector import Indexing, Vector
from .version import Audience, Version

__all__ = [
    "Article", "Audience", "DayRead", "Indexing", "OutgoingLink", "Remark", "Review", "Stamp", "Synonyms", "Unanswered",
    "Vector", "Version",
]
