"""Appointments that a conversation tells of, and where they go when two conversations prove to be about the same."""

from gehoor.conversations import coming

from .models import Appointment, Matter, Ticket


def carry(conversation_id: int):
    """Let the conversation tell what is booked about it."""
    booked = Appointment.objects.coming().filter(matters__conversation=conversation_id).distinct().order_by("begins")
    coming.keep(conversation_id, coming.APPOINTMENT, [coming.packed(one.begins) for one in booked[: coming.MOST]])


def carry_along(emptied, into, _by):
    """Appointments and numbers of the one are of the other; a visit that was about both stays about both."""
    Appointment.objects.filter(conversation=emptied).update(conversation=into)
    Ticket.objects.filter(conversation=emptied).update(conversation=into)
    both = Matter.objects.filter(conversation=into).values("appointment")
    Matter.objects.filter(conversation=emptied).exclude(appointment__in=both).update(conversation=into)
    carry(emptied.pk)
    carry(into.pk)
