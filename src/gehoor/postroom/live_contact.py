"""Going on live with a human, for who talked with a computer or was elsewhere: through the registry, on the channel that can.

    live = live_contact.go_on(Story("Ik kom er niet uit.", page=once))
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from gehoor.conversations import links
from gehoor.conversations.models import Contact, Link

_draws: list[Callable] = []

@dataclass(frozen=True, slots=True)
class Story:
    """With what it opens, in the person's own words; `page` makes the same one sent twice one. Pages only with consent."""

    opening: str
    page: str
    subject: str = ""  # what the conversation is called; empty: by its opening
    came_from: str = ""
    page_title: str = ""
    pages_read: list = field(default_factory=list)
    is_urgent: bool = False  # the page tells first what to call when somebody is in danger
    line: str = ""  # and whom else, in words


@dataclass(frozen=True, slots=True)
class Live:
    """It goes on in the conversation of `contact`, with its person, at the page that `link` opens."""

    contact: Contact
    link: Link


def go_on(story: Story) -> Live | None:
    """On the first channel that is open; None where nobody is there now. Within the caller's transaction."""
    from . import channel

    return next((live for config in channel.all_channels() if (live := config.goes_on_live(story))), None)


def page_of(link: Link) -> str:
    """The path where it goes on: live where this link opens that, else the page of its conversation."""
    from . import channel

    key = links.token_of(link)
    found = (config.live_page(link, key) for config in channel.all_channels())
    return next(filter(None, found), "") or reverse("resident:conversation", args=[key or "-"])


def draws(answered: Callable):
    """How what was said stands on the employee's page: `answered(request, conversation, after)`. The desk, above us, says it once."""
    _draws[:] = [answered]


def said_after(request, conversation, after: int) -> dict:
    """Drawn for the page of who answers now: `said` after the message `after`, and how far that is (`event`)."""
    return _draws[0](request, conversation, after)
