from .bulk import BulkDeed, BulkItem
from .handover import Handover
from .offer import Offer
from .repeat import Repeat
from .rules import WorkRules

__all__ = ["BulkDeed", "BulkItem", "Handover", "Offer", "Repeat", "WorkRules"]
