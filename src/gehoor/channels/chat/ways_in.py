"""The chat on the contact page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn

from . import turns


def of(channel, now) -> list[WayIn]:
    """One row; while it is closed it says when it opens, and a question can be left there."""
    opening = now.opening(channel.kind)
    return [WayIn(
        key=channel.kind, title=_("Chat with us"), icon=channel.icon, url=reverse("chat_public:start"),
        good_for=_("A quick question while you do something else, or when speaking is hard. You talk with an employee, and "
                   "keep what was said."),
        traits=frozenset({Trait.LIVE, Trait.WRITTEN}), opening=opening, order=30,
        wait=now.wait(channel.kind, turns.language(now.lines)) if opening.is_open else None, takes_page=True,
    )]
