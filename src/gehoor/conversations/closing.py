"""Closing by the one rule, on every page where one closes: what keeps a conversation open, and what becomes of its promises.

Apps above say what they keep open (a complaint without an outcome), how promises end, and what is over with it (a chat);
each registers once, when it is ready.
"""

from collections.abc import Callable

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class OpenPromises(models.TextChoices):
    """What becomes of what is promised and still open."""

    KEPT = "kept", _("They are kept")
    WITHDRAWN = "withdrawn", _("Nobody needs them any more")
    STAY = "stay", _("They stay open, in the lists")


class StaysOpen(Exception):
    """It cannot be closed as things stand. The message is fit to show; `why` is the same in one word, as `BulkItem` keeps it."""

    def __init__(self, why: str, sentence):
        super().__init__(sentence)
        self.why = why


_obstacles: list[Callable] = []
_ends: list[tuple[Callable, Callable]] = []
_over: list[Callable] = []


def keeps_open(check: Callable):
    """Let `check(conversation)` give a `StaysOpen` where it is not to be closed, else None."""
    _obstacles.append(check)


def promises_end(end: Callable, put_back: Callable):
    """Let `end(conversation, by, choice, reason)` end what is promised, giving ids, and `put_back(ids, by)` open it again."""
    _ends.append((end, put_back))


def is_over(deed: Callable):
    """Let `deed(conversation, by)` end what goes on live in a conversation that was just closed, such as its chat."""
    _over.append(deed)


def closed(conversation, by):
    """It was just closed, in the same transaction."""
    for deed in _over:
        deed(conversation, by)


def obstacle(conversation) -> StaysOpen | None:
    """What keeps it open whatever anybody says of it."""
    return next((found for check in _obstacles if (found := check(conversation))), None)


def check(conversation):
    """Raises `StaysOpen`."""
    if found := obstacle(conversation):
        raise found


def ask_about_promises() -> StaysOpen:
    """Nobody said yet what becomes of them."""
    return StaysOpen("promised", _("Say what becomes of what is promised and still open."))


@transaction.atomic
def close(conversation, *, by, promises="", why="", **ending) -> list[int]:
    """Close what the caller holds, as `Conversation.close` does; the ids of promises that ended with it.

    `promises` is an `OpenPromises`, needed where something promised is open; `why` is kept with those nobody needs any
    more. Raises `StaysOpen`.
    """
    check(conversation)
    if conversation.promised and promises not in OpenPromises.values:
        raise ask_about_promises()
    ended = []
    if conversation.promised and promises != OpenPromises.STAY:
        ended = [pk for end, _put_back in _ends for pk in end(conversation, by, promises, why)]
        conversation.refresh_from_db(fields=["promised"])
    conversation.close(by=by, **ending)
    return ended


@transaction.atomic
def take_back(conversation, promises: list[int], *, by):
    """It was not to be closed: open again, and with it the promises that ended because of it."""
    conversation.reopen(by=by)
    for _end, put_back in _ends:
        put_back(promises, by)
