"""Where an answer can go: addresses of who takes part, on channels that can reply."""

from dataclasses import dataclass

from gehoor.conversations.models import Direction
from gehoor.people.addresses import InvalidAddress, normalised, shown
from gehoor.postroom import channel


@dataclass(frozen=True, slots=True)
class Destination:
    """One way to answer. `key` stands in the form and is checked against these."""

    key: str
    kind: str
    address: str
    title: str
    icon: str
    label: str


def destinations(addresses, used=()) -> list[Destination]:
    """The ways to answer, the one last used first.

    `addresses` are those of the person; `used` is (kind of channel, address) of the contacts, in order of time: a
    helper who wrote in this conversation can be answered too.
    """
    found: dict[str, Destination] = {}
    able = {config.kind: config for config in channel.answering()}
    for kind, address in reversed(list(used)):
        for config in [able[kind]] if kind in able else able.values():
            if address and (kind in able or _reaches(config, address)):
                found.setdefault(f"{config.kind}:{address}", _destination(config, address))
    for config in able.values():
        for one in addresses:
            if one.kind == config.address_kind:
                found.setdefault(f"{config.kind}:{one.value}", _destination(config, one.value))
    return list(found.values())


def _reaches(config, address) -> bool:
    """Whether this channel can write to an address that was given on another one, such as a form."""
    try:
        return normalised(config.address_kind, address) == address
    except InvalidAddress:
        return False


def of(conversation) -> list[Destination]:
    """The ways to answer in this conversation; two queries."""
    said_by_them = conversation.contacts.filter(direction=Direction.IN, automatic="").order_by("at", "pk")
    return destinations(conversation.person.addresses.all(), said_by_them.values_list("channel", "address"))


def _destination(config, address) -> Destination:
    label = shown(config.address_kind, address)
    return Destination(f"{config.kind}:{address}", config.kind, address, config.title, config.icon, label)
