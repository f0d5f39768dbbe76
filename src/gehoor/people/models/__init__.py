"""People, how they are reached, who speaks for whom, and which of them proved to be one."""

from .address import ICONS, AddressKind, DigitalAddress
from .merge import Belonging, Merge
from .organisation import ContactPerson, Organisation
from .person import Need, Person
from .representation import GivenHow, Representation

__all__ = [
    "ICONS", "AddressKind", "Belonging", "ContactPerson", "DigitalAddress", "GivenHow", "Merge", "Need", "Organisation",
    "Person", "Representation",
]
