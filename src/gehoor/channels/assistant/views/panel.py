"""How to go on with a human: who is there now and how long that takes, and what can be left for when they are."""

from dataclasses import dataclass

from gehoor.lines import wording as lines
from gehoor.postroom import ways_in
from gehoor.postroom.channel import Trait, WayIn

from .. import wording
from ..forms import HumanForm

TYPED = frozenset({Trait.LIVE, Trait.WRITTEN})  # a chat: the talk itself goes on there


@dataclass(frozen=True, slots=True)
class Human:
    """A way to somebody who is there, or will be again; `wait` in words, "" where it is not known."""

    way: WayIn
    wait: str
    is_typed: bool


def ways() -> list[Human]:
    """To everybody who is there live, the phone first, as on the contact page."""
    return [_human(way) for way in ways_in.all_of(ways_in.Now.read()) if way.is_live and Trait.IN_PERSON not in way.traits]


def _human(way) -> Human:
    return Human(way, lines.wait(*way.wait) if way.is_open and way.wait else "", way.traits >= TYPED)


def live_way() -> WayIn | None:
    """Where one types with an employee who is there now."""
    return next((one.way for one in ways() if one.is_typed and one.way.is_open), None)


def context(turns, reason, form=None) -> dict:
    """For `assistant/_human.html`; the form begins with the last question, which they can change."""
    found = ways()
    question = turns[-1].text if turns else ""
    return {
        "said": wording.of(reason), "reason": reason, "line": turns[-1].line if turns else "", "humans": found, "chat": next((one for one in found if one.is_typed and one.way.is_open), None),
        "human_form": form or HumanForm(initial={"question": question}),
    }
