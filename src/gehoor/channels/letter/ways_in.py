"""Writing us a letter."""

from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn


def of(channel, now) -> list[WayIn]:
    """None where the organisation named no postal address."""
    if not now.organisation.postal_address:
        return []
    return [WayIn(
        key=channel.kind, title=_("Write a letter"), icon=channel.icon, shown=now.organisation.postal_address,
        good_for=_("For what needs your signature, or when you would rather write on paper."),
        traits=frozenset({Trait.WRITTEN}), answer=now.answer(channel.kind), order=80,
    )]
