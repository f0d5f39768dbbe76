"""Asking to be called: by the page, out of a line that somebody waits in, at another moment after all, or no more.

    call_back = asking.ask(Wish(number="+31612345678", name="Sanne de Boer", begins=None, nonce="…"))

Promise, place and confirmation are one transaction. Nobody is taken for somebody we know because they typed a number:
that makes somebody new, with a hint for the employee to whom the number belongs as well.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.conversations.models import Contact, Conversation, WaitingFor
from gehoor.core import events
from gehoor.people import ownership, recognise
from gehoor.people.models import AddressKind, DigitalAddress, Person
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive
from gehoor.postroom.wording import LANGUAGE
from gehoor.promises import promising
from gehoor.promises.models import Promise

from . import lining, slots, telling
from .models import CallBack

KIND = "call_back"  # of the channel
STEPS = 2  # when, who


class NotOpen(Exception):
    """This request is over: spoken, withdrawn, or ended otherwise."""


class NotNow(Exception):
    """Nobody can be called at their turn at this moment: we are closed, or close before it would be their turn."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks on the page. `begins` is a half hour, None for their turn; `nonce` makes asking twice once."""

    number: str  # E.164
    name: str
    begins: datetime | None
    nonce: str
    about: str = ""
    email: str = ""
    topic: str = ""


@transaction.atomic
def ask(wish: Wish) -> CallBack:
    """Raises `slots.Taken` or `NotNow`, and then nothing was filed."""
    if known := of_nonce(wish.nonce):
        return _as_asked_last(known, wish)
    contact, is_new = receive(_inbound(wish))
    if not is_new:
        return of_nonce(wish.nonce)
    conversation = Conversation.objects.get(pk=contact.conversation_id)
    call_back = _promise(conversation, wish.number, wish.begins)
    call_back.told_at = wish.email
    _place(call_back, wish.begins)
    telling.confirm(call_back)
    return call_back


def _as_asked_last(known, wish) -> CallBack:
    """The same page sent once more. Who went back and mended the number or the moment is called as they ask last."""
    is_same = (known.promise.number, known.begins) == (wish.number, wish.begins)
    return known if is_same or not known.can_choose else move(known, wish.begins, wish.number)


@transaction.atomic
def instead_of(turn, number: str, name: str = "", person: Person | None = None) -> CallBack:
    """Who waits in a line by chat is called at the same turn instead, and need not wait there; `person` as below.

    Raises `NotNow`, and `lines.routing.Gone` where somebody helps them already.
    """
    call_back = _in_conversation(turn.conversation_id, number, name, None, person)
    lining.keep_place(turn)
    _record("asked", call_back)
    telling.confirm(call_back)
    return call_back


@transaction.atomic
def in_conversation(
    conversation, number: str, name: str = "", begins: datetime | None = None, person: Person | None = None
) -> CallBack:
    """Who is in a conversation already, such as a chat whose line broke, is called about it: at their turn, or at `begins`.

    `person` is whose it is, where that is somebody else than who has the conversation. Raises `NotNow` and `slots.Taken`.
    """
    call_back = _in_conversation(conversation.pk, number, name, begins, person)
    _place(call_back, begins)
    telling.confirm(call_back)
    return call_back


@transaction.atomic
def again(conversation, number: str, others=()) -> CallBack | None:
    """Who is to be called at their turn and asks so once more keeps that turn, on this number; None for who is not.

    A half hour that they chose before gives way to what they ask now. What `others` (ids) asked in it stays as it is.
    """
    ownership.hold()
    asked = CallBack.objects.told_in_full().waiting().filter(promise__conversation=conversation).order_by("pk")
    asked = asked.exclude(promise__person__in=others)
    for slot in asked.filter(way=CallBack.Way.SLOT):
        withdraw(slot)
    found = asked.filter(way=CallBack.Way.TURN).first()
    if found is None:
        return None
    if found.promise.number != number:
        promising.renumber(found.promise_id, number, by=None)
    if found.next_at:  # nobody answered, and now they are there
        CallBack.objects.filter(pk=found.pk).update(next_at=timezone.now())
    return found


def _in_conversation(pk, number, name, begins, person) -> CallBack:
    ownership.hold()
    conversation = Conversation.objects.held().get(pk=pk)
    person = person or Person.objects.get(pk=conversation.person_id)
    if name and not person.name:
        Person.objects.filter(pk=person.pk).update(name=name.strip()[:200], is_anonymous=False)
    if not person.addresses.exists():  # who came without any; never beside what we know of somebody
        DigitalAddress.objects.create(person=person, kind=AddressKind.PHONE, value=number)
    call_back = _promise(conversation, number, begins, person)
    call_back.save()
    lining.end_earlier(pk)
    return call_back


@transaction.atomic
def move(call_back: CallBack, begins: datetime | None, number: str = "") -> CallBack:
    """Another moment, at their turn with None, or another number. Raises `NotOpen`, `slots.Taken` and `NotNow`."""
    current = _held(call_back)
    if not current.can_choose:
        raise NotOpen
    from_at, due_at = _window(begins)
    number = number or current.promise.number
    (lining.finish if begins else lining.leave)(current, "moved")  # who has the turn now does not call before that moment
    current.promise = _chosen_again(current, number, from_at, due_at)
    current.way = CallBack.Way.SLOT if begins else CallBack.Way.TURN
    current.leave_line(CallBack.State.WAITING)
    _place(current, begins, verb="moved")
    conversation = current.promise.conversation
    conversation.reopen()
    if conversation.waiting_for != WaitingFor.US:
        conversation.wait_for(WaitingFor.US, by=None)
    telling.confirm(current)
    return current


@transaction.atomic
def withdraw(call_back: CallBack) -> CallBack:
    """The person needs it no more. Raises `NotOpen`."""
    current = _held(call_back)
    if not current.can_choose:
        raise NotOpen
    lining.finish(current, "withdrawn")
    if current.promise.is_open:
        with override(LANGUAGE):
            promising.withdraw(current.promise.pk, by=None, reason=_("The person needs no call any more."))
    current.leave_line(CallBack.State.ENDED)
    _record("withdrawn", current)
    return current


def of_nonce(nonce: str) -> CallBack | None:
    """What this page was sent for already."""
    contact = Contact.objects.filter(channel=KIND, external_id=nonce).first()
    found = CallBack.objects.told_in_full().filter(promise__conversation=contact.conversation_id) if contact else None
    return found.order_by("pk").first() if contact else None


def lately_for(number: str) -> int:
    """How many requests for this number were made in the past day."""
    return CallBack.objects.filter(promise__number=number, asked_at__gt=timezone.now() - timedelta(days=1)).count()


def _promise(conversation, number, begins, person=None) -> CallBack:
    from_at, due_at = _window(begins)
    promise = promising.make(
        conversation, by=None, kind=Promise.Kind.CALL_BACK, number=number, from_at=from_at, due_at=due_at,
        person=person,
    )
    way = CallBack.Way.SLOT if begins else CallBack.Way.TURN
    return CallBack(promise=promise, way=way, asked_at=timezone.now())


def _window(begins) -> tuple[datetime | None, datetime]:
    """Not before, and by when: the half hour, or today before we close. Raises `NotNow`."""
    if begins:
        return begins, begins + slots.LENGTH
    closing = lining.closing()
    if closing is None:
        raise NotNow
    return None, closing


def _place(call_back, begins, verb="asked"):
    if begins:
        slots.take(call_back, begins)
    else:
        call_back.save()
        lining.join(call_back)
    _record(verb, call_back)


def _chosen_again(call_back, number, from_at, due_at) -> Promise:
    """After so many calls in vain it is a promise anew: none of those count for what they ask now."""
    promise = call_back.promise
    if call_back.state == CallBack.State.STUCK and promise.is_open and not promise.is_overdue:
        with override(LANGUAGE):
            reason = _("Called so many times without an answer: %(n)s.") % {"n": promise.tries}
            promising.withdraw(promise.pk, by=None, reason=reason)
    elif promise.is_open:
        return promising.chosen(promise.pk, number=number, from_at=from_at, due_at=due_at)
    return promising.make(
        promise.conversation, by=None, kind=Promise.Kind.CALL_BACK, number=number, from_at=from_at, due_at=due_at,
        owner=promise.owner, team=promise.team, person=promise.person,
    )


def _held(call_back) -> CallBack:
    ownership.hold()
    lining.hold(CallBack.objects.values_list("promise__conversation_id", flat=True).get(pk=call_back.pk))
    CallBack.objects.select_for_update().get(pk=call_back.pk)
    return CallBack.objects.told_in_full().get(pk=call_back.pk)


def _record(verb, call_back):
    events.record(
        f"call_back.{verb}", conversation_id=call_back.promise.conversation_id, call_back=call_back.pk, way=call_back.way,
        begins=call_back.begins and call_back.begins.isoformat(),
    )


def _inbound(wish) -> Inbound:
    person = Person.objects.create(name=wish.name.strip()[:200])
    DigitalAddress.objects.create(person=person, kind=AddressKind.PHONE, value=wish.number)
    if wish.email and not recognise.candidates(AddressKind.EMAIL, wish.email):  # else their next mail would have two owners
        DigitalAddress.objects.create(person=person, kind=AddressKind.EMAIL, value=wish.email)
    others = [one.pk for one in recognise.candidates(AddressKind.PHONE, wish.number) if one.pk != person.pk]
    theirs = Conversation.objects.filter(person__in=others, joined_into=None).order_by("-last_contact_at")
    with override(LANGUAGE):
        facts = [(_("Name"), wish.name), (_("E-mail address"), wish.email), (_("What about"), wish.about)]
        notice = _("Somebody else we know has this number too. Ask who it is before you tell anything.") if others else ""
        subject = wish.about.strip().split("\n")[0][:80] or _("Wants to be called")
        asked = wish.about.strip() or _("Please call me.")
    return Inbound(
        channel=KIND, external_id=wish.nonce, at=timezone.now(), person_id=person.pk, subject=subject, text=asked,
        maybe_same_as=theirs.values_list("pk", flat=True).first(), notice=notice, acknowledge=False, steps=STEPS, topic=wish.topic,
        facts=tuple((label, answer) for label, answer in facts if answer),
    )
