"""Where an answer can go, and whose address that is. What is not surely the person's is asked once more before sending."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import whom
from gehoor.conversations.models import Direction
from gehoor.people import recognise
from gehoor.people.addresses import InvalidAddress, normalised, shown
from gehoor.people.models import DigitalAddress, Representation
from gehoor.postroom import channel

OTHER = "other"  # the choice of an address that is typed


@dataclass(frozen=True, slots=True)
class Destination:
    """One way to answer. `key` stands in the form and is checked against these."""

    key: str
    kind: str
    address: str
    title: str
    icon: str
    label: str
    whose: str = ""  # name of whose address it is, where that is not the person of the conversation
    doubt: str = ""  # why the employee is asked whether this is meant; empty: it is the person's, or a valid helper's
    preview: str = ""  # name of the page that shows the answer as it will look


def facts() -> dict:
    """What a conversation is fetched with: `person_addresses` (kind, value) and `person_helpers` (see `_helpers`)."""
    addresses = DigitalAddress.objects.filter(person=OuterRef("person")).order_by("-is_preferred", "pk")
    theirs = DigitalAddress.objects.filter(person=OuterRef("helper")).order_by("pk")
    helpers = Representation.objects.filter(person=OuterRef("person")).order_by("-pk")
    helper = JSONObject(
        id="helper_id", name="helper__name", relation="relation", since="since", until="until",
        withdrawn="withdrawn_at", addresses=ArraySubquery(theirs.values(one=JSONObject(kind="kind", value="value"))),
    )
    return {
        "person_addresses": ArraySubquery(addresses.values(address=JSONObject(kind="kind", value="value"))),
        "person_helpers": ArraySubquery(helpers.values(told=helper)),
    }


def ways(conversation, contacts) -> list[Destination]:
    """The ways to answer, the one last used first.

    `contacts` are those in which people spoke to us, with their `person`, in order of time: who wrote in this
    conversation can be answered too.
    """
    able = {config.kind: config for config in channel.answering()}
    found: dict[str, Destination] = {}
    valid, ended = _helpers(conversation)
    own = {one["value"] for one in conversation.person_addresses}
    for contact in reversed(contacts):
        for config in [able[contact.channel]] if contact.channel in able else able.values():
            if not contact.address or not (contact.channel in able or _reaches(config, contact.address)):
                continue
            one = _destination(config, contact.address)
            if contact.address not in own:
                one = _of_another(one, contact, conversation, valid, ended)
            found.setdefault(one.key, one)
    for address in conversation.person_addresses:
        for one in _on(able.values(), address):
            found.setdefault(one.key, one)
    for helper in valid.values():
        for address in helper["addresses"]:
            for one in _on(able.values(), address):
                found.setdefault(one.key, replace(one, whose=_called(helper)))
    return list(found.values())


def _reaches(config, address) -> bool:
    """Whether this channel can write to an address that was given on another one, such as a form."""
    try:
        return normalised(config.address_kind, address) == address
    except InvalidAddress:
        return False


def of(conversation) -> list[Destination]:
    """The ways to answer in this conversation, fetched with `facts`; one query."""
    said_by_them = conversation.contacts.filter(direction=Direction.IN, automatic="").select_related("person")
    return ways(conversation, list(said_by_them.order_by("at", "pk")))


def typed(kind: str, address: str, conversation, employee) -> Destination:
    """An address that the employee typed: always asked once more. `kind` is of the address, `address` as kept."""
    config = next(config for config in channel.answering() if config.address_kind == kind)
    known = whom.known_to(employee)
    holders = [str(person) for person in recognise.candidates(kind, address) if known.filter(pk=person.pk).exists()]
    more = {"person": str(conversation.person), "names": ", ".join(holders)}
    if holders:
        doubt = _("This is an address of %(names)s, not of %(person)s.") % more
    elif employee.is_outsourced:
        doubt = _("You know nobody by this address. Check it letter by letter.")
    else:
        doubt = _("Nobody is known by this address. It is kept as an address of %(person)s.") % more
    return replace(_destination(config, address), whose=more["names"], doubt=doubt)


def _helpers(conversation) -> tuple[dict, dict]:
    """(by id of the helper those who may act today, those whose permission ended or has not begun)."""
    today = timezone.localdate()
    valid, ended = {}, {}
    for one in conversation.person_helpers:
        begun = date.fromisoformat(one["since"]) <= today
        over = one["withdrawn"] or (one["until"] and date.fromisoformat(one["until"]) < today)
        (valid if begun and not over else ended).setdefault(one["id"], one)
    return valid, {pk: one for pk, one in ended.items() if pk not in valid}


def _of_another(one, contact, conversation, valid, ended) -> Destination:
    """An address used in this conversation that is not one of the person's own."""
    speaker = contact.person
    if speaker is None or contact.on_behalf_of_id == conversation.person_id and speaker.pk not in ended:
        return replace(one, whose=str(speaker or ""))
    if speaker.pk in valid:
        return replace(one, whose=_called(valid[speaker.pk]))
    more = {"name": str(speaker), "person": str(conversation.person)}
    if speaker.pk in ended:
        doubt = _("%(name)s may no longer act for %(person)s.") % more
    elif speaker.pk == conversation.person_id:
        doubt = _("%(person)s wrote from this address, but it is no longer among the addresses of %(person)s.") % more
    else:
        doubt = _("This is an address of %(name)s, not of %(person)s.") % more
    return replace(one, whose=str(speaker), doubt=doubt)


def _called(helper) -> str:
    return f"{helper['name']} ({helper['relation']})" if helper["relation"] else helper["name"]


def _on(able, address) -> list[Destination]:
    return [_destination(config, address["value"]) for config in able if config.address_kind == address["kind"]]


def _destination(config, address) -> Destination:
    label = shown(config.address_kind, address)
    return Destination(f"{config.kind}:{address}", config.kind, address, config.title, config.icon, label, preview=config.preview)
