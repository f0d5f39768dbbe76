"""The place of a chat in the line of people who wait for a human: got at its start, told live, given up at its end."""

from django.utils import translation
from django.utils.translation import gettext as _

from gehoor.callbacks import asking, slots
from gehoor.lines import availability, joining, outlook, routing, standing, wording
from gehoor.lines.kinds import DUTCH
from gehoor.lines.models import Skill, Turn
from gehoor.targets import opening

KIND = "chat"


def get_in_line(conversation, contact=None) -> Turn:
    """Somebody in the chat waits from now on; who waits already keeps their place."""
    return joining.join(conversation, contact=contact, channel=KIND, language=_language())


def _language() -> str:
    """The one they read us in, where somebody is there who speaks it: a browser's setting is too little to wait for."""
    language = translation.get_language() or DUTCH
    speaks = any((Skill.Kind.LANGUAGE.value, language) in one.skills for one in availability.present(KIND))
    return language if speaks else DUTCH


def current(conversation_id: int) -> Turn | None:
    """The turn in the line of the chat, until it is over."""
    return Turn.objects.current().select_related("team").filter(conversation=conversation_id, channel=KIND).first()


def taken(conversation, by):
    """`by` answers: it is their turn from now on, unless a colleague has it or it was never in line."""
    turn = current(conversation.pk)
    if turn and turn.state in Turn.IN_LINE:
        try:
            routing.take(turn, by)
        except (routing.Gone, routing.NotYours):
            pass  # they answer all the same; whose turn it is stays as it is


def over(conversation_id: int, why: str, by=None):
    """Nobody waits in the chat any more."""
    if turn := current(conversation_id):
        routing.finish(turn, why, by=by)


def to_call_back(conversation, number: str, name: str):
    """The same place, but nobody has to hold on; a place of their own where they had none, a half hour where we are closed.

    Where not even that is to be had the question stays ours to answer, in the work list.
    """
    turn = current(conversation.pk)
    try:
        if turn and turn.state in Turn.IN_LINE:
            asking.instead_of(turn, number, name)
            return
        over(conversation.pk, "called_back")
        asking.in_conversation(conversation, number, name)
    except (asking.NotNow, routing.Gone):
        over(conversation.pk, "called_back")
        if free := slots.free():
            asking.in_conversation(conversation, number, name, free[0])


def now() -> str:
    """How long it takes for who would begin now; honest where nobody is there."""
    wait = standing.now(KIND)
    if not wait.present:
        return _("Nobody of us is in the chat at this moment. Your question is kept, and answered as soon as somebody is.")
    told = _("Expected wait now: %(wait)s.") % {"wait": wording.wait(wait.low, wait.high)}
    return " ".join(filter(None, [told, wording.too_late(wait.high, opening.of(KIND).closes)]))


def sentence(turn: Turn | None) -> str:
    """Place and wait, for who waits; "" where they do not."""
    if turn is None or turn.state not in Turn.IN_LINE:
        return ""
    stands = standing.of(turn)
    hours = opening.of(KIND)
    return _closed(hours) or _said(hours, stands.position, stands.low, stands.high)


def _closed(hours: opening.Opening) -> str:
    """When we are there again; "" while we are."""
    if hours.is_open:
        return ""
    return _("The chat is closed now. It opens %(when)s.") % {"when": hours.again} if hours.again else _("The chat is closed now.")


def _said(hours, position, low, high) -> str:
    """Place and wait; where we may close first, that too, and what to do then."""
    late = wording.too_late(high, hours.closes)
    told = [wording.position(position), _("Expected wait: %(wait)s.") % {"wait": wording.wait(low, high)}, late]
    return " ".join([*filter(None, told), *([_("Would you rather be called? Ask for it below.")] if late else [])])


def sentences(languages) -> dict[int, dict[str, str]]:
    """By conversation that waits, what its person reads, in each language; one look for the whole line."""
    waiting = Turn.objects.in_line().filter(channel=KIND).values_list("conversation_id", flat=True)
    told, hours = outlook.of(KIND), {}
    for language in languages:
        with translation.override(language):
            hours[language] = opening.of(KIND)
    found: dict[int, dict[str, str]] = {}
    for ahead, conversation in enumerate(waiting):
        wait = told.behind(ahead)
        numbers = ahead + 1, wait and wait.low, wait and wait.high
        for language in languages:
            with translation.override(language):
                found.setdefault(conversation, {})[language] = _closed(hours[language]) or _said(hours[language], *numbers)
    return found
