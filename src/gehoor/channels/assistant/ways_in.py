"""The assistant among the ways to reach us: an offer beside them, which says that it is a computer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.assistant import house
from gehoor.postroom.channel import AtOnce, WayIn


def of(channel) -> list[WayIn]:
    """One row with a box for the question. It has no traits: advice on which way fits never leads people to a computer."""
    if not house.answers():
        return []
    return [WayIn(
        key=channel.kind, title=_("Ask your question to the computer"), icon=channel.icon, url=reverse("talk:start"),
        good_for=_("You talk to a computer. It answers from what we wrote down, with the source. You can switch to a human at any moment."),
        answer=_("at once"), order=channel.order, by_computer=True, box="assistant/_box.html",
    )]


def at_once(channel) -> AtOnce | None:
    """The button beside that of a human."""
    if not house.answers():
        return None
    return AtOnce(_("Answer at once, from the computer"), channel.icon, reverse("talk:start"))
