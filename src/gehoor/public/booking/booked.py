"""The appointment and the contact that made it, in one transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.appointments import booking, slots, telling
from gehoor.appointments.models import Appointment
from gehoor.conversations.models import Contact, Conversation, WaitingFor
from gehoor.people import recognise
from gehoor.people.models import AddressKind
from gehoor.postroom.inbound import Inbound, Sender
from gehoor.postroom.receive import receive
from gehoor.postroom.wording import LANGUAGE

KIND = "booking"  # of the channel
STEPS = 4  # what about, where, when, who


def of_page(page) -> Appointment | None:
    """What this page was booked as already."""
    contact = Contact.objects.filter(channel=KIND, external_id=page.nonce).first()
    if contact is None:
        return None
    return Appointment.objects.booked().filter(matters__conversation=contact.conversation_id).order_by("-booked_at").first()


def coming_of(addresses) -> int:
    """How many appointments are coming that were made on the website from one of these addresses."""
    made = Contact.objects.filter(channel=KIND, address__in=addresses)
    return Appointment.objects.coming().filter(conversation__in=made.values("conversation")).count()


@transaction.atomic
def book(page, told: dict) -> Appointment:
    """Raises `booking.Taken`, and then nothing was filed. `told` is what `WhoForm` cleaned."""
    held = Appointment.objects.filter(pk=page.hold, state=Appointment.State.HELD).select_related("subject", "place").first()
    wanted = page.wanted()
    if held is None:  # it expired; perhaps nobody took the moment
        held = Appointment(
            subject=wanted.subject, way=wanted.where.way, place=wanted.where.place, begins=page.moment,
            ends=page.moment + wanted.length,
        )
    contact, is_new = receive(_inbound(page, wanted, told))
    if not is_new:
        return of_page(page)
    conversation = Conversation.objects.get(pk=contact.conversation_id)
    also = [(_question(page, subject, told), subject) for subject in page.along()]
    made = booking.book(held, conversation, address=told.get("address", ""), told_at=told.get("email", ""), also=also)
    if not told.get("remark") and conversation.opened_at == contact.at:
        conversation.wait_for(WaitingFor.PERSON, by=None)  # nothing is asked of us: we see them at the appointment
    return made


def _question(page, subject, told) -> Conversation:
    """What else they come for is a question of its own, of the team whose work that is."""
    contact, _is_new = receive(_inbound(page, slots.Wanted(subject, page.wanted().where, subject.minutes), told, along=True))
    conversation = Conversation.objects.get(pk=contact.conversation_id)
    conversation.wait_for(WaitingFor.PERSON, by=None)
    return conversation


def _inbound(page, wanted, told, *, along=False) -> Inbound:
    """The contact of the first subject; or with `along` of another one that is dealt with in the same visit."""
    with override(LANGUAGE):
        facts = [
            (_("What about"), str(wanted.subject)), (_("When"), telling.in_words(page.moment)), (_("Where"), str(wanted.where)),
            (_("Name"), told.get("name", "")), (_("E-mail address"), told.get("email", "")),
            (_("Phone number"), told.get("phone", "")), (_("Address"), told.get("address", "")),
            (_("To know"), told.get("remark", "")),
        ]
        subject = _("Appointment: %(subject)s") % {"subject": wanted.subject}
    facts = [(label, answer) for label, answer in facts if answer]
    given = ((AddressKind.EMAIL, told.get("email")), (AddressKind.PHONE, told.get("phone")))
    addresses = tuple((str(kind), value) for kind, value in given if value)
    sender = Sender(*addresses[0], told.get("name", "")) if addresses else None
    return Inbound(
        channel=KIND, external_id=f"{page.nonce}-{wanted.subject.pk}" if along else page.nonce, at=timezone.now(), sender=sender, also_at=addresses, person_id=page.person,
        conversation_id=None if along else page.conversation, subject=subject, text="\n\n".join(f"{label}\n{answer}" for label, answer in facts),
        facts=tuple(facts), steps=1 if along else STEPS, team_id=wanted.subject.team_id, acknowledge=False,  # the appointment itself is confirmed
        notice="" if page.person else _notice(addresses[:1], told.get("name", "")),
    )


def _notice(addresses, name) -> str:
    """Anybody can type an address: where it belongs to someone who goes by another name, the employee reads so first."""
    for kind, value in addresses:
        holders = [holder.name for holder in recognise.candidates(kind, value)]
        if name and holders and name.casefold() not in [holder.casefold() for holder in holders]:
            return _("Typed as name: “%(name)s”. The address belongs to %(holder)s. Check who it is before you tell anything.") % {
                "name": name[:60], "holder": " / ".join(filter(None, holders))[:60] or _("somebody without a name"),
            }
    return ""
