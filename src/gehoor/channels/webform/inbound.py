"""A kept form becomes an `Inbound`."""

import base64
import json

from django.utils.translation import gettext as _

from gehoor.people import recognise
from gehoor.people.models import AddressKind
from gehoor.postroom.inbound import Inbound, InboundFile, KeptApart, Sender, Unreadable

from . import submission, suspicion
from .models import Filling


def read(arrival) -> Inbound:
    """What somebody filled in. Raises `KeptApart` where it looks like a robot's and nobody vouched for it."""
    if (reasons := arrival.envelope.get("suspicious")) and not arrival.is_vouched_for:
        raise KeptApart(suspicion.in_words(reasons))
    try:
        stored = submission.stored(arrival)
        conversation, person = _earlier(arrival) or (stored["conversation"], stored["person"])
        return Inbound(
            channel="webform", external_id=arrival.digest, at=arrival.arrived_at, sender=_sender(stored),
            also_at=_addresses(stored), person_id=person, conversation_id=conversation, subject=stored["title"],
            text="\n\n".join(f"{label}\n{answer}" for label, answer in stored["pairs"]),
            facts=tuple((label, answer) for label, answer in stored["pairs"]),
            files=tuple(InboundFile(one["name"], one["type"], base64.b64decode(one["content"])) for one in stored["files"]),
            team_id=arrival.envelope.get("team"), steps=1, notice=_notice(stored, person),
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise Unreadable(_("This form was not kept whole.")) from error


def _earlier(arrival) -> tuple[int, int] | None:
    """(conversation id, person id) of what the same page sent before, with other answers."""
    first = Filling.objects.filter(nonce=arrival.envelope.get("nonce", ""), arrival__contact__isnull=False)
    return first.exclude(arrival=arrival).values_list(
        "arrival__contact__conversation_id", "arrival__contact__person_id"
    ).first()


def _addresses(stored) -> tuple[tuple[str, str], ...]:
    given = ((AddressKind.EMAIL, stored["email"]), (AddressKind.PHONE, stored["phone"]))
    return tuple((str(kind), value) for kind, value in given if value)


def _sender(stored) -> Sender | None:
    """Who it says it is: by e-mail address, else by number, else a name alone."""
    addresses = _addresses(stored)
    kind, value = addresses[0] if addresses else (AddressKind.EMAIL, "")
    return Sender(str(kind), value, stored["name"])


def _notice(stored, person) -> str:
    """Anybody can type an address: where it belongs to someone who goes by another name, the employee reads so first."""
    for kind, value in () if person else _addresses(stored)[:1]:
        holders = [holder.name for holder in recognise.candidates(kind, value)]
        if stored["name"] and holders and stored["name"].casefold() not in [name.casefold() for name in holders]:
            return _("Typed as name: “%(name)s”. The address belongs to %(holder)s. Check who it is before you tell anything.") % {
                "name": stored["name"][:60], "holder": " / ".join(filter(None, holders))[:60] or _("somebody without a name"),
            }
    return ""
