"""Telling the person, and who may act for them, of a talk: what it is for, what is talked about, and how to answer.

By mail or letter where an address is known; else an employee tells it by phone. Each is told once: the conditional UPDATE
and what is sent are one transaction, so a worker that died sends nothing twice and leaves nobody out.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gehoor.conversations import links
from gehoor.people import ownership
from gehoor.postroom import channel, send, standard_texts
from gehoor.postroom.models import Delivery, StandardText
from gehoor.postroom.wording import LANGUAGE

from . import log
from .models import Invited, Moment, Plan
from .models.moment import OPEN

logger = logging.getLogger(__name__)
BEFORE = timedelta(days=28)
WHY = "planned"  # `Contact.automatic` of what tells about a talk; the link of the person goes along with it
Key = StandardText.Key


def invite_due(today=None) -> int:
    """Tell of every talk that is near enough; returns how many. One that fails holds up no other."""
    today = today or timezone.localdate()
    due = Moment.objects.open().with_days().filter(
        invited=Invited.NOT_YET, starts_on__lte=today + BEFORE, ends_on__gte=today, plan__stopped_at=None
    )
    return sum(_survives(pk) for pk in list(due.order_by("starts_on").values_list("pk", flat=True)))


def _survives(pk) -> bool:
    try:
        return invite(pk)
    except Exception:
        logger.exception("invitation to moment %s could not be made; it is tried again", pk)
        return False


@transaction.atomic
def invite(pk, *, by=None, again=False) -> bool:
    """Send the invitation; False where it was sent, or nobody's address is known and it has to be told by phone.

    `again` sends it once more, such as after it did not arrive.
    """
    ownership.hold()
    untold = Moment.objects.filter(pk=pk, state__in=OPEN)
    untold = untold if again else untold.filter(invited__in=(Invited.NOT_YET, Invited.BY_HAND))
    if not untold.update(invited=Invited.SENT, invited_at=timezone.now(), invitation=None):
        return False
    moment = Moment.objects.told_in_full().get(pk=pk)
    by_itself = moment.plan.tells == Plan.Tells.BY_ITSELF or by is not None
    moment.invitation = _tell(Key.PLANNED_INVITATION, moment, by) if by_itself else None
    if moment.invitation is None:
        moment.invited = Invited.BY_HAND
    moment.save(update_fields=["invited", "invitation"])
    if by_itself:
        log.record("moment.invited" if moment.invitation else "moment.cannot_invite", moment, by, **log.when(moment))
    return moment.invitation is not None


@transaction.atomic
def told(pk, *, by) -> bool:
    """An employee told the person; False where the talk is over."""
    if not Moment.objects.filter(pk=pk, state__in=OPEN).update(
        invited=Invited.TOLD, invited_at=timezone.now(), invitation=None
    ):
        return False
    moment = Moment.objects.select_related("plan").get(pk=pk)
    log.record("moment.told", moment, by, **log.when(moment))
    return True


@transaction.atomic
def tell_moved(pk, *, by, reason) -> bool:
    """Tell who was invited that it is at another time; False where nobody was, or it has to be told by phone."""
    ownership.hold()
    moment = Moment.objects.told_in_full().get(pk=pk)
    if moment.invited == Invited.NOT_YET:
        return False
    delivery = _tell(Key.PLANNED_CHANGED, moment, by, reason=reason) if moment.invited == Invited.SENT else None
    moment.invited, moment.invitation = Invited.SENT if delivery else Invited.BY_HAND, delivery
    moment.save(update_fields=["invited", "invitation"])
    return delivery is not None


def send_record(moment, people, *, by, **filled):
    """The summary and what was agreed, to these people; returns those whom it could be sent to."""
    return [person for person in people if _send(Key.PLANNED_RECORD, moment, person, by, WHY, **filled)]


def way_to(person):
    """(channel, address) to write to this person, where they like it best first; None where no such address is known."""
    able = {config.address_kind: config for config in reversed(channel.answering())}
    known = [one for one in person.addresses.all() if one.kind in able]
    known.sort(key=lambda one: (not one.is_preferred, able[one.kind].order, -one.pk))
    return (able[known[0].kind], known[0].value) if known else None


def _tell(key, moment, by, **more) -> Delivery | None:
    """To the person, which is returned, and to who may act for them and is to hear of it."""
    first = _send(key, moment, moment.plan.person, by, WHY, **more)
    for permission in moment.plan.telling_helpers():
        _send(key, moment, ownership.current(permission.helper), by, WHY, **more)
    return first


def _send(key, moment, person, by, why, **more) -> Delivery | None:
    way = way_to(person)
    if way is None:
        return None
    config, address = way
    conversation = moment.conversation
    if links.goes_along(conversation, why):
        links.current(conversation, person)  # made now, so that it stands in the list of who has one
    with translation.override(LANGUAGE):
        subject, text = standard_texts.render(key, values(moment, person, config, by, **more))
    return send.send(
        conversation, by=by, kind=config.kind, address=address, person=person, subject=subject, text=text, automatic=why,
        **config.outgoing_details(conversation),
    )


def values(moment, person, config, by=None, **more) -> dict[str, str]:
    """What the texts about talks may name; in the language of the organisation."""
    content, owner = moment.content, moment.plan.person
    is_helper = person.pk != owner.pk
    named = moment.employee or by
    return standard_texts.values(
        moment.conversation, **{
            "name": person.name, "kind": moment.plan.kind.name, "when": moment.when, "purpose": content.purpose_person,
            "points": "\n".join(f"- {point.text}" for point in content.checklist), "prepare": content.may_prepare,
            "companions": content.who_may_come, "how": _how(moment, config),
            "helping": _("You get this message because you help %(name)s. Below is what we write to %(name)s.") % {"name": owner}
            if is_helper else "", "employee": str(named) if named else "", **more,
        },
    )


def _how(moment, config) -> str:
    if links.goes_along(moment.conversation, WHY):
        return _("You can do that with the link at the end of this message. You need no account.")
    if config.sent_by_hand:
        return _("Call us, or write back to us.")
    return _("Just answer this message.")
