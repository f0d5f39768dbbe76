"""The place of a chat in the line of people who wait for a human: got at its start, told live, given up at its end."""

from collections import Counter
from functools import lru_cache

from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from gehoor.callbacks import asking, slots
from gehoor.core import prepared
from gehoor.lines import availability, joining, outlook, routing, standing, takers, wording
from gehoor.lines.kinds import DUTCH
from gehoor.lines.models import Turn
from gehoor.lines.takers import Need
from gehoor.people import ownership
from gehoor.queues import routing as queues
from gehoor.targets import opening

KIND = "chat"
FRONT = 30  # so many of the line hear at once what happens in it; who stands further back within seconds


def get_in_line(conversation, contact=None) -> Turn:
    """Somebody in the chat waits from now on; who waits already keeps their place."""
    return joining.join(conversation, contact=contact, channel=KIND, **_asked(conversation.team, conversation.topic))


def language(seen: outlook.Seen | None = None) -> str:
    """What who begins now is helped in."""
    return _asked(seen.default_team if seen else queues.default_team(), there=seen and seen.there)["language"]


def _asked(team, topic="", there=None) -> dict[str, str]:
    """The language they read us in and the subject they chose, each where somebody is there for it.

    To wait for who is not there, a browser's setting or a word in a list is too little.
    """
    found = {"language": DUTCH, "subject": ""}
    wanted = {"language": translation.get_language() or DUTCH, "subject": topic}
    if wanted == found:
        return found
    there = availability.there() if there is None else there
    for name, value in wanted.items():
        if takers.is_there(takers.newcomer(team, **found | {name: value}), there, KIND):
            found[name] = value
    return found


def current(conversation_id: int) -> Turn | None:
    """The turn in the line of the chat, until it is over."""
    return prepared.one(("turn in the chat",), _current, conversation=conversation_id)


def is_not_helped() -> Exists:
    """Whether a chat waits for somebody, or would if its page were open; to annotate chats with."""
    return Exists(Turn.objects.current().exclude(state=Turn.State.TAKEN).filter(conversation=OuterRef("conversation"), channel=KIND))


def _current(conversation):
    return Turn.objects.current().select_related("team").filter(conversation=conversation, channel=KIND).order_by("pk")


def taken(conversation, by) -> bool:
    """`by` answers: it is their turn from now on, unless a colleague has it or it was never in line. Whether that is new."""
    turn = current(conversation.pk)
    if turn and turn.state == Turn.State.ASIDE:  # nobody is there to be helped live: the answer waits for them, or goes by mail
        routing.finish(turn, "answered", by=by)
    if turn is None or turn.state not in Turn.IN_LINE:
        return False
    try:
        routing.take(turn, by, answers=True)
    except (routing.Gone, routing.NotYours):  # they answer all the same; whose turn it is stays as it is
        return False
    return True


def over(conversation_id: int, why: str, by=None):
    """Nobody waits in the chat any more."""
    if turn := current(conversation_id):
        routing.finish(turn, why, by=by)


def to_call_back(conversation, number: str, chat):
    """The same place, but nobody has to hold on; a place of their own where they had none, a half hour where we are closed.

    Where not even that is to be had the question stays ours to answer, in the work list. Asked twice is called once.
    """
    others = chat.beside()
    whose = {"name": chat.name, "person": ownership.current(chat.link.person) if others else None}
    if asking.again(conversation, number, others):
        over(conversation.pk, "called_back")
        return
    turn = current(conversation.pk)
    try:
        if turn and turn.state in Turn.IN_LINE:
            asking.instead_of(turn, number, **whose)
            return
        over(conversation.pk, "called_back")
        asking.in_conversation(conversation, number, **whose)
    except (asking.NotNow, routing.Gone):
        over(conversation.pk, "called_back")
        _at_the_first_half_hour(conversation, number, whose)


def _at_the_first_half_hour(conversation, number, whose):
    for begins in slots.free()[: slots.NEAREST]:
        try:
            asking.in_conversation(conversation, number, begins=begins, **whose)
        except slots.Taken:  # by somebody else at this very moment
            continue
        return


def now() -> str:
    """How long it takes for who would begin now; honest where nobody is there."""
    wait = standing.now(KIND, language=language())
    if not wait.present:
        return _("Nobody of us is in the chat at this moment. Your question is kept, and answered as soon as somebody is.")
    told = _("Expected wait now: %(wait)s.") % {"wait": wording.wait(wait.low, wait.high)}
    return " ".join(filter(None, [told, wording.too_late(wait.high, hours().closes)]))


def hours(team: int | None = None) -> opening.Opening:
    """Of the chat of this team (its id); else of the one that gets whatever no other is meant for."""
    return opening.of(KIND, team or queues.team_for(None))


def sentence(turn: Turn | None) -> str:
    """Place and wait, for who waits; "" where they do not."""
    if turn is None or turn.state not in Turn.IN_LINE:
        return ""
    stands = standing.of(turn)
    there = hours(_waits_for(Need.of(turn)))
    return _closed(there) or _said(there, stands.position, stands.low, stands.high)


def _waits_for(need) -> int | None:
    """The team whose hours hold for who asks this."""
    return need.team_id or need.whose


def _closed(there: opening.Opening) -> str:
    """When we are there again; "" while we are."""
    if there.is_open:
        return ""
    return _("The chat is closed now. It opens %(when)s.") % {"when": there.again} if there.again else _("The chat is closed now.")


def _said(there, position, low, high) -> str:
    """Place and wait; where we may close first, that too, and what to do then."""
    return _in_words(translation.get_language(), position, low, high) + _late(there, high)


@lru_cache(maxsize=10_000)  # a long line in two languages: each place is told many times, and seldom otherwise
def _in_words(_language, position, low, high) -> str:
    return " ".join([wording.position(position), _("Expected wait: %(wait)s.") % {"wait": wording.wait(low, high)}])


def _late(there, high) -> str:
    late = wording.too_late(high, there.closes)
    return " ".join(["", late, _("Would you rather be called? Ask for it below.")]) if late else ""


def sentences(languages, *, only=None, first=None) -> dict[int, dict[str, str]]:
    """By conversation that waits, what its person reads, in each language; one look for the whole line.

    `only` these conversations; `first` so many of the line.
    """
    line = [(pk, Need(*asked)) for pk, *asked in
            Turn.objects.in_line().with_needs().filter(channel=KIND).values_list("conversation_id", *Need._fields)[:first]]
    if not line or only is not None and only.isdisjoint(pk for pk, _need in line):
        return {}
    told = outlook.of(KIND, {need for _pk, need in line})
    in_line = [(ahead, pk, need) for ahead, pk, need in _places(line, told) if only is None or pk in only]
    found: dict[int, dict[str, str]] = {conversation: {} for _ahead, conversation, _need in in_line}
    for language in languages:
        with translation.override(language):
            there = {team: hours(team) for team in {_waits_for(need) for _ahead, _pk, need in in_line}}
            for ahead, conversation, need in in_line:
                wait, of_team = told.behind(ahead, need), there[_waits_for(need)]
                found[conversation][language] = _closed(of_team) or _said(of_team, ahead + 1, wait and wait.low, wait and wait.high)
    return found


def _places(line, told):
    """(how many are before them, conversation, need) of each in the line."""
    waiting = Counter()
    for conversation, need in line:
        yield told.ahead(need, waiting), conversation, need
        waiting[need] += 1
