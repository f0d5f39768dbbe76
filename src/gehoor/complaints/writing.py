"""Writing a complaint down together: begun, read back to the person, agreed to, and filed as a complaint."""

from django.db import transaction
from django.utils import timezone

from gehoor.people.addresses import InvalidAddress, normalised
from gehoor.people.models import AddressKind
from gehoor.postroom.inbound import Inbound, Sender
from gehoor.postroom.receive import receive

from . import opening
from .models import Complaint, Writing

ADDRESSES = (("email", AddressKind.EMAIL), ("phone", AddressKind.PHONE), ("postal", AddressKind.POSTAL))


def begin(employee, *, conversation=None, channel="") -> Writing:
    """A new page to write on, or the one of this employee that nothing was written on yet."""
    for found in Writing.objects.filter(employee=employee, conversation=conversation):
        if found.is_empty:
            return found
    return Writing.objects.create(employee=employee, conversation=conversation, channel=channel)


def wrong_addresses(writing) -> list[str]:
    """Names of the fields that hold no address of their kind."""
    return [name for name, kind in ADDRESSES if (typed := getattr(writing, name).strip()) and _normalised(kind, typed) is None]


def as_read(writing) -> str:
    """What the person said, as it is read back and kept."""
    return "\n\n".join(filter(None, [writing.text.strip(), writing.wish.strip()]))


@transaction.atomic
def agreed(writing, *, by) -> Complaint:
    """The person said that it is right: it is a complaint from now on, and they get a copy of it.

    Raises `opening.AlreadyOne` where its conversation is one by now.
    """
    found = [(kind, _normalised(kind, getattr(writing, name))) for name, kind in ADDRESSES if getattr(writing, name).strip()]
    known = [(str(kind), value) for kind, value in found if value]
    kind, value = known[0] if known else (str(AddressKind.EMAIL), "")
    who = {"person_id": writing.conversation.person_id} if writing.conversation else {
        "sender": Sender(kind, value, writing.name.strip()), "also_at": tuple(known)}
    now = timezone.now()
    contact, _is_new = receive(Inbound(
        channel=writing.channel, external_id=None, at=now, employee_id=by.pk, subject=writing.about, text=as_read(writing),
        conversation_id=writing.conversation_id, acknowledge=False, team_id=_own_team(by), **who,
    ))
    complaint = opening.open_one(
        contact.conversation, about=writing.about, wish=writing.wish, by=by, handler=by, received_at=now, came_by=writing.channel,
        read_back_at=now, answers=as_read(writing),
    )
    writing.delete()
    return complaint


def _own_team(employee) -> int | None:
    return next(iter(employee.team_ids)) if len(employee.team_ids) == 1 else None


def _normalised(kind, typed) -> str | None:
    try:
        return normalised(kind, typed)
    except InvalidAddress:
        return None
