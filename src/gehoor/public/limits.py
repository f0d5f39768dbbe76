"""How often somebody may do something on these pages; see `core.limits`."""

from gehoor.core.limits import place_of, too_often

__all__ = ["place_of", "too_often"]
