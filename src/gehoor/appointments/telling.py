"""Telling the person: that it is booked, moved or cancelled, and a reminder. With a calendar file where mail takes it."""

from datetime import timedelta

from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from gehoor.conversations.models import Conversation
from gehoor.people.models import AddressKind
from gehoor.postroom import channel, send, standard_texts
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import StandardText
from gehoor.postroom.wording import LANGUAGE

from . import change_link, invitation
from .models import Appointment, Telling, Way

AUTOMATIC = "appointment"  # `Contact.automatic` of what is told here
POST_TAKES = timedelta(days=4)  # nearer than this a letter comes too late
TEXTS = {
    Telling.What.BOOKED: StandardText.Key.APPOINTMENT,
    Telling.What.MOVED: StandardText.Key.APPOINTMENT_MOVED,
    Telling.What.CANCELLED: StandardText.Key.APPOINTMENT_CANCELLED,
    Telling.What.REMINDER: StandardText.Key.APPOINTMENT_REMINDER,
}


@transaction.atomic
def tell(appointment, what: str) -> bool:
    """Queue the message in this transaction; where no address is known, note that somebody has to call. Whether it was told."""
    conversation = Conversation.objects.select_related("person").get(pk=appointment.conversation_id)
    way = _way(appointment, conversation, what)
    if way is None:
        if what != Telling.What.REMINDER:
            appointment.to_be_told = True
            appointment.save(update_fields=["to_be_told"])
        return False
    config, address, person = way
    details = config.outgoing_details(conversation)
    reason = appointment.reason if what in (Telling.What.MOVED, Telling.What.CANCELLED) else ""
    subject, text = standard_texts.render(TEXTS[what], values(appointment, conversation, person, reason=reason))
    delivery = send.send(
        conversation, by=None, kind=config.kind, address=address, person=person, subject=subject, text=text,
        automatic=AUTOMATIC, files=_files(appointment, what, config, details.get("our_address", ""), address), **details,
    )
    Telling.objects.create(appointment=appointment, message=delivery.message, what=what)
    if appointment.to_be_told:
        appointment.to_be_told = False
        appointment.save(update_fields=["to_be_told"])
    return True


def can_be_told(conversation, begins, *, at="") -> bool:
    """Whether an address is known on which a confirmation comes in time."""
    return bool(at) or any(_ways(conversation, begins))


def values(appointment, conversation, person, *, reason="") -> dict[str, str]:
    """What the standard texts about appointments may name."""
    with translation.override(LANGUAGE):
        place = appointment.place
        return standard_texts.values(
            conversation, name=person.name, about=", ".join(str(one.subject) for one in appointment.matters.all()),
            when=_when(appointment), where=_where(appointment),
            bring="\n".join(f"- {thing}" for thing in appointment.things), rules=appointment.subject.rules,
            directions=" ".join(filter(None, (place.directions, place.accessibility))) if place else "",
            reason=reason,
        )


def in_words(moment) -> str:
    """ "dinsdag 24 november 2026 om 09:15 uur"."""
    with translation.override(LANGUAGE):
        return _("%(day)s at %(clock)s") % {
            "day": formats.date_format(timezone.localtime(moment), "l j F Y"), "clock": f"{timezone.localtime(moment):%H:%M}",
        }


def link_line(message) -> str:
    """What goes below a message about an appointment when it is handed over, so that what we keep holds no link."""
    told = Telling.objects.filter(message=message).select_related("appointment").first()
    if told is None or told.what == Telling.What.CANCELLED:
        return ""
    return _("See, change or cancel your appointment: %(url)s") % {"url": change_link.url_of(told.appointment)}


def _when(appointment) -> str:
    begins = in_words(appointment.begins)
    if appointment.state == Appointment.State.CANCELLED:
        return begins
    return _("%(when)s, about %(minutes)s minutes") % {"when": begins, "minutes": appointment.minutes}


def _where(appointment) -> str:
    if appointment.way == Way.HOME:
        return _("We come to you: %(address)s") % {"address": appointment.address}
    if appointment.way == Way.VIDEO:
        return _("By video call: %(address)s") % {"address": appointment.address}
    return appointment.where


def _way(appointment, conversation, what):
    """(channel, address, person); a reminder by letter would come too late."""
    found = _ways(conversation, appointment.begins, at=appointment.told_at)
    if what == Telling.What.REMINDER:
        found = [way for way in found if not way[0].sent_by_hand]
    return next(iter(found), None)


def _ways(conversation, begins, *, at="") -> list:
    too_late = begins < timezone.now() + POST_TAKES
    found = []
    for config in channel.answering():
        if config.sent_by_hand and too_late:
            continue
        if at and config.address_kind == AddressKind.EMAIL:
            return [(config, at, conversation.person)]
        address, person = config.reply_to_address(conversation)
        if address:
            found.append((config, address, person))
    return found


def _files(appointment, what, config, organiser, address) -> list[InboundFile]:
    if config.address_kind != AddressKind.EMAIL or what == Telling.What.REMINDER:
        return []
    content = invitation.request(appointment, organiser=organiser, attendee=address)
    return [InboundFile("afspraak.ics", invitation.TYPE, content)]
