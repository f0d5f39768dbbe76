"""Which employee a turn goes to: pure decisions about what is known at one moment.

Whoever helped them before comes first, for a moment; then who has room and what is asked: team, language, subject. Where
nobody who knows it is there, anybody of the team may help at once, and where nobody of the team is there, anybody after
`PATIENCE`: nobody waits for ever.
"""

from datetime import timedelta

from django.utils import timezone

from .availability import There
from .kinds import DUTCH
from .models import Skill, Turn

PREFERRED = timedelta(seconds=20)  # so long the earlier employee alone, where they are there
PATIENCE = timedelta(minutes=3)  # so long for the team that is asked for, where nobody of it is there
AGAIN = timedelta(seconds=30)  # who let it pass gets it again, where nobody else is there, no sooner than this


def asked(turn: Turn) -> set[tuple[str, str]]:
    """The skills that this turn asks for, as in `There.skills`."""
    skills = set()
    if turn.language and turn.language != DUTCH:
        skills.add((Skill.Kind.LANGUAGE.value, turn.language))
    if turn.subject:
        skills.add((Skill.Kind.SUBJECT.value, turn.subject))
    return skills


def whose(turn: Turn) -> tuple[int | None, bool]:
    """The team that has its conversation, and whether it is for members only."""
    team = turn.conversation.team
    return team and team.pk, bool(team and team.is_closed)


def is_of_team(turn: Turn, one: There) -> bool:
    """Whether this employee is of the team that is asked for."""
    return turn.team_id is None or turn.team_id in one.teams


def fits(turn: Turn, one: There) -> bool:
    """Whether this employee is of the team and has the skills that are asked for."""
    return is_of_team(turn, one) and asked(turn) <= one.skills


def candidates(turn: Turn, there: list[There], now=None) -> list[There]:
    """Who may be given this turn now, with room or without, the best first."""
    now = now or timezone.now()
    available = [one for one in there if one.is_available(turn.channel) and one.may_have(*whose(turn))]
    team = [one for one in available if is_of_team(turn, one)]
    found = [one for one in team if fits(turn, one)] or team
    if not found and now - turn.joined_at > PATIENCE:
        found = available
    prefers = [one for one in found if one.employee == turn.prefers_id and one.employee not in turn.passed_by]
    if prefers and now - turn.waits_since < PREFERRED:
        return prefers
    return _in_order(turn, found, prefers, now)


def _in_order(turn, found, prefers, now):
    fresh = [one for one in found if one.employee not in turn.passed_by]
    if not fresh:  # everyone let it pass: whoever did so first is asked again, but not at once
        rested = turn.offered_at is None or now - turn.offered_at > AGAIN
        return sorted(found, key=lambda one: turn.passed_by.index(one.employee)) if rested else []
    return sorted(fresh, key=lambda one: (one not in prefers, one.occupied, _given(one), one.employee))


def _given(one: There) -> float:
    return one.given_at.timestamp() if one.given_at else 0.0
