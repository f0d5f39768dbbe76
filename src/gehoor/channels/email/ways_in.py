"""Mailing us: the address that people are given."""

from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn

from .models import Mailbox


def of(channel, now) -> list[WayIn]:
    """The first mailbox in use that belongs to no team; else the first that people may write to."""
    boxes = Mailbox.objects.filter(is_active=True, is_scanner=False, is_for_complaints=False).order_by("pk")
    box = sorted(boxes, key=lambda each: each.team_id is not None)[:1]
    return [WayIn(
        key=channel.kind, title=_("Send an e-mail"), icon=channel.icon, url=f"mailto:{each.address}", shown=each.address,
        good_for=_("For a question that can wait a little, with photos or papers. You have it in writing."),
        traits=frozenset({Trait.WRITTEN}), answer=now.answer(channel.kind), order=70,
    ) for each in box]
