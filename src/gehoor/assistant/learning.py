"""What an organisation learns from talks: a wrong answer becomes work for its owner, a question without answer a gap.

Only masked words are kept, and nothing changes what the assistant says: that is for an editor's hand (requirement M4).
"""

from gehoor.core.masking import mask
from gehoor.knowledge import asked, remarks
from gehoor.knowledge.models import Remark
from gehoor.knowledge.models.remark import LONGEST

from .models import Turn

DOOR = "assistant"
Outcome, Reason = Turn.Outcome, Turn.Reason


def answered(turn: Turn):
    """The assistant made something of this question just now."""
    if turn.outcome == Outcome.HANDOVER and turn.reason in (Reason.UNSURE, Reason.OUT_OF_SCOPE):
        asked.nothing_found(turn.text, DOOR)


def said(turn: Turn, before: bool | None):
    """They said whether this was their answer; `before` is what they had said until then."""
    if turn.helped == before:
        return
    if turn.outcome in (Outcome.SUGGEST, Outcome.ASK_BACK) and turn.helped is False:
        asked.nothing_found(turn.text, DOOR)
    if turn.outcome == Outcome.ANSWER:
        _say_to_owner(turn)


def _say_to_owner(turn):
    told = turn.told.select_related("version").filter(place=0).first()
    if told is None:
        return
    words = mask(turn.text)[:LONGEST]
    wrong = Remark.objects.filter(version=told.version, door=DOOR, helped=False, text=words, handled_at=None)
    if turn.helped is False:
        remarks.remark(told.version, door=DOOR, helped=False, text=words)
    elif again := wrong.first():  # they pressed the other button after all
        again.delete()
