"""On the day itself: who came, who did not, who was helped."""

from django.db import transaction

from gehoor.core import events

from .models import Appointment

State = Appointment.State
# What may follow on what; each can be taken back, since a click beside it happens.
AFTER = {
    State.ARRIVED: (State.BOOKED, State.MISSED),
    State.DONE: (State.BOOKED, State.ARRIVED),
    State.MISSED: (State.BOOKED,),
    State.BOOKED: (State.ARRIVED, State.DONE, State.MISSED),
}
KIND = {State.BOOKED: "put_back"}  # of the event: booked is what it was the first time


@transaction.atomic
def note(appointment, state, *, by) -> bool:
    """Write down what happened; False where a colleague did so at the same moment, or it was cancelled."""
    waiting = Appointment.objects.filter(pk=appointment.pk, state__in=AFTER[state])
    if not waiting.update(state=state):
        return False
    for matter in appointment.matters.all():
        events.record(f"appointment.{KIND.get(state, state)}", conversation_id=matter.conversation_id, actor=by, appointment=appointment.pk)
    return True


@transaction.atomic
def told(appointment, *, by):
    """Somebody called the person: the reminder to do so goes away."""
    if Appointment.objects.filter(pk=appointment.pk, to_be_told=True).update(to_be_told=False):
        events.record("appointment.told", conversation_id=appointment.conversation_id, actor=by, appointment=appointment.pk)
