"""Where appointments go when two conversations prove to be about the same."""

from .models import Appointment, Matter, Ticket


def carry_along(emptied, into, _by):
    """Appointments and numbers of the one are of the other; a visit that was about both stays about both."""
    Appointment.objects.filter(conversation=emptied).update(conversation=into)
    Ticket.objects.filter(conversation=emptied).update(conversation=into)
    both = Matter.objects.filter(conversation=into).values("appointment")
    Matter.objects.filter(conversation=emptied).exclude(appointment__in=both).update(conversation=into)
