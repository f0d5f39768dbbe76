"""Addresses that are asked for each word of a live contact: short, and waited for. They have threads of their own.

A page that takes long then holds up no word, and many words at once hold up no page. The apps that own one register it.
"""

import re

_addresses: list[re.Pattern] = []


def register(address: re.Pattern):
    """Make an address known whose whole path is this; once more changes nothing."""
    if address not in _addresses:
        _addresses.append(address)


def is_one(path: str) -> bool:
    """Whether the path is such an address."""
    return any(address.fullmatch(path) for address in _addresses)
