"""Calling us, from here and from abroad."""

from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn


def of(channel, now) -> list[WayIn]:
    """None where the organisation named no number."""
    number, abroad = now.organisation.phone, now.organisation.phone_abroad
    if not number:
        return []
    opening = now.opening(channel.kind)
    return [WayIn(
        key=channel.kind, title=_("Call us"), icon=channel.icon, url=dialled(number), shown=number,
        good_for=_("For what cannot wait or is hard to explain. You speak to somebody straight away."),
        more=_("From abroad: %(number)s") % {"number": abroad} if abroad else "",
        traits=frozenset({Trait.LIVE, Trait.VOICE}), opening=opening, order=10,
        wait=now.wait(channel.kind) if opening.is_open else None,
    )]


def dialled(number: str) -> str:
    """The number as a link that dials it (RFC 3966)."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
