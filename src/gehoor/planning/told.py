"""What a person reads of the talks with them on their own page, and what they send in there."""

from dataclasses import dataclass

from gehoor.people import ownership
from gehoor.people.models import Representation

from . import recording
from .models import Moment, SentIn, State
from .models.moment import OPEN

MOST = 6  # talks that are told of; older ones stand in the conversation itself


@dataclass(frozen=True, slots=True)
class Told:
    """One talk, as its person or a helper of theirs may see it."""

    moment: Moment
    person_name: str
    is_helper: bool
    helper_name: str  # of us, as the organisation shows names
    agreements: str
    sent_in: list[SentIn]

    @property
    def is_open(self) -> bool:
        return self.moment.is_open

    @property
    def is_held(self) -> bool:
        return self.moment.state == State.HELD

    @property
    def is_missed(self) -> bool:
        return self.moment.state == State.MISSED


def of(conversation, person, named) -> list[Told]:
    """Talks told in this conversation that this person may see, the latest first; three queries at most.

    The person sees all of theirs; a helper those of plans that they are to hear of, as long as the permission holds.
    `named` gives the name of an employee.
    """
    shown = Moment.objects.filter(plan__conversation=conversation, state__in=(*OPEN, State.HELD, State.MISSED))
    found = [one for one in shown.told_in_full().order_by("-from_on", "-pk")[:MOST] if _may_see(one, person)]
    sent: dict[int, list[SentIn]] = {}
    for one in SentIn.objects.filter(moment__in=[moment.pk for moment in found], person=person) if found else ():
        sent.setdefault(one.moment_id, []).append(one)
    return [
        Told(moment, str(moment.plan.person), moment.plan.person_id != person.pk, named(moment.employee),
             recording.in_lines(moment.agreements), sent.get(moment.pk, []))
        for moment in found
    ]


def _may_see(moment, person) -> bool:
    if moment.plan.person_id == person.pk:
        return True
    valid = Representation.objects.valid().filter(person=moment.plan.person_id, helper__in=ownership.members(person))
    return moment.plan.helpers.filter(pk__in=valid).exists()


def send_in(moment, person, sort, *, page, text="", goal="") -> SentIn:
    """Keep what they wrote with the talk; the same page sent twice is kept once."""
    kept, _is_new = SentIn.objects.get_or_create(
        moment=moment, page=page[:40], defaults={"person": person, "sort": sort, "text": text, "goal": goal}
    )
    return kept
