"""How it stands, in one sentence: the same answer for whoever asks, on every channel (requirement A9)."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from . import coming, promised
from .models import WaitingFor


def sentence(conversation, named=str) -> str:
    """What an employee wrote down, else what is promised, else what the conversation itself tells and when we meet; `named` names an employee."""
    told = promised.sentence(conversation.promised) if conversation.promised else ""
    next_one = coming.sentence(conversation.coming)
    if conversation.is_closed:  # what stays promised is told all the same; before a talk that is to come nothing is finished
        return " ".join(filter(None, [next_one or _closed(conversation.closure), told]))
    if conversation.status_note or told:
        return conversation.status_note or told
    if next_one and conversation.waiting_for != WaitingFor.US:
        return next_one
    return f"{derived(conversation, named)} {next_one}".rstrip()


def derived(conversation, named=str) -> str:
    """The sentence where nobody wrote one and nothing is promised. Needs team and assignee fetched."""
    day = _day(conversation.waiting_since)
    if conversation.waiting_for == WaitingFor.PERSON:
        if called := coming.called_in_vain(conversation.coming, conversation.waiting_since):
            return called
        return _("We answered on %(day)s and are waiting for a reply.") % {"day": day}
    if conversation.waiting_for == WaitingFor.OTHER:
        return _("We are waiting for someone else since %(day)s.") % {"day": day}
    if name := conversation.assignee and named(conversation.assignee):
        return _("%(name)s has this question since %(day)s.") % {"name": name, "day": day}
    if conversation.team:
        return _("This question is with the team %(team)s since %(day)s.") % {"team": conversation.team, "day": day}
    return _("This question is waiting for us since %(day)s.") % {"day": day}


def _closed(closure) -> str:
    day = _day(closure.at)
    if closure.solved:
        return _("Solved and closed on %(day)s.") % {"day": day}
    if closure.solved is False:
        return _("Closed on %(day)s, not solved.") % {"day": day}
    return _("Closed on %(day)s.") % {"day": day}


def _day(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F")
