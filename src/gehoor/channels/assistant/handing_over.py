"""From the computer to a human, with the whole talk: live, or as a message or call that is promised.

The talk stands in the conversation as earlier contacts, with the versions of articles that were told. From then on the
assistant is silent. Name and address are asked only here, and nobody is taken for somebody we know because of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.assistant.models import Talk
from gehoor.callbacks import asking
from gehoor.conversations import hurdles, links
from gehoor.conversations.models import Citation, Contact, Direction, Message
from gehoor.core import events, organisation
from gehoor.people import ownership
from gehoor.postroom import live_contact, newcomer
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.models import Delivery
from gehoor.postroom.receive import receive
from gehoor.promises import promising
from gehoor.promises import telling as promised
from gehoor.promises.models import Promise
from gehoor.targets import calendar

from . import telling, wording

KIND = "assistant"
ASKED = "asked"  # the reason where they simply chose a human
MAILS_A_DAY = 10  # confirmations to one address: else anybody could fill somebody's mailbox


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody leaves for a human; `mail` and `phone` are normalised. To be called: `begins`, None for their turn."""

    question: str
    name: str = ""
    mail: str = ""
    phone: str = ""
    calls: bool = False
    begins: datetime | None = None


@transaction.atomic
def live(talk: Talk, *, reason="") -> str | None:
    """Go on with an employee now; the path where, or None where nobody is there. Done once, however often it is asked."""
    ownership.hold()
    held = _held(talk)
    if held.is_with_human:
        return page_of(held)
    turns = telling.turns_of(held)
    last = turns[-1]
    typed = reason in wording.AT_ONCE and last.reason == reason
    found = live_contact.go_on(live_contact.Story(
        last.text if typed else _("I want to speak to a human."), page=f"vraag-{held.pk}", subject=newcomer.subject_of(turns[0].text),
        came_from=held.came_from, page_title=held.page_title, pages_read=held.pages_read, is_urgent=reason == wording.Reason.DISTRESS, line=last.line,
    ))
    if found is None:
        return None
    _file(found.contact, turns[:-1] if typed else turns)
    _hand_over(held, found.contact, reason, Talk.Ended.HANDED_OVER, found.link, len(turns))
    return live_contact.page_of(found.link)


@transaction.atomic
def leave(talk: Talk, left: Left, *, reason="") -> str:
    """Leave it as a message, or to be called; the path of the page that tells how it stands.

    Raises `callbacks.asking.NotNow` and `callbacks.slots.Taken`, and then nothing was filed.
    """
    ownership.hold()
    held = _held(talk)
    if held.is_with_human:
        return page_of(held)
    turns, now = telling.turns_of(held), timezone.now()
    is_last = left.question.strip() == turns[-1].text and not list(turns[-1].told.all())  # as they asked it: told once
    who = newcomer.welcome(left.name, left.mail, left.phone)
    contact, _is_new = receive(Inbound(
        channel=KIND, external_id=f"talk:{held.pk}", at=now, person_id=who.person.pk, sender=who.sender,
        subject=newcomer.subject_of(turns[0].text), text=left.question, acknowledge=False, notice=who.notice,
    ))
    conversation = contact.conversation
    _file(contact, turns[:-1] if is_last else turns)
    _note_pages(conversation, held)
    link = links.issue(conversation, who.person)
    _hand_over(held, contact, reason, Talk.Ended.PROMISED, link, len(turns))
    if left.calls:
        asking.in_conversation(conversation, left.phone, left.name, left.begins)
    else:
        _promise(conversation, left.mail, now)
    return live_contact.page_of(link)


def page_of(talk: Talk) -> str:
    """The path where it goes on since a human came in."""
    return live_contact.page_of(talk.link)


def _promise(conversation, mail, now):
    """An answer by the time that this channel has; said by mail too where an address was left."""
    promise = promising.make(conversation, by=None, kind=Promise.Kind.ANSWER, due_at=calendar.current().due(KIND, now))
    today = Delivery.objects.filter(address=mail, queued_at__gte=now - timedelta(days=1)) if mail else None
    if today is not None and today.count() < MAILS_A_DAY:
        said = promised.sentence(promise.kind, promise.what, promise.from_at, promise.due_at)
        text = promised.confirmation(conversation, said, by=organisation.current().name)
        promised.tell(promise, by=None, text=text, to=f"email:{mail}")


def _file(contact: Contact, turns):
    """What was said before, each utterance at its own moment and with what it told."""
    for turn in turns:
        _write(contact, turn.text, Direction.IN, turn.at)
        if turn.outcome:
            told = _write(contact, telling.in_words(turn), Direction.OUT, turn.answered_at)
            Citation.objects.bulk_create(
                Citation(contact=told, version=one.version, at=one.opened_at) for one in turn.told.all() if one.opened_at
            )


def _write(begun: Contact, text, direction, at) -> Contact:
    """One utterance of the talk; it begins no wait and is on its person's page at once."""
    is_ours = direction == Direction.OUT
    contact = Contact.objects.create(
        conversation=begun.conversation, channel=KIND, direction=direction, person_id=begun.person_id, at=at,
        automatic=Contact.COMPUTER if is_ours else "",
    )
    message = Message.objects.create(contact=contact, conversation=begun.conversation, text=text)
    if is_ours:
        Delivery.objects.create(message=message, channel=KIND, state=Delivery.State.SENT, queued_at=at, taken_at=at, sent_at=at)
    return contact


def _note_pages(conversation, talk):
    """Which pages they read before, where they agreed to that: a note for colleagues."""
    pages = list(dict.fromkeys(filter(None, [talk.came_from, *talk.pages_read])))
    if pages:
        contact = Contact.objects.create(conversation=conversation, channel=KIND, direction=Direction.INTERNAL, at=talk.began_at)
        Message.objects.create(contact=contact, conversation=conversation, text="\n".join([_("Read these pages before:"), *pages]))


def _hand_over(talk, contact, reason, ended, link, turns):
    now = timezone.now()
    hurdles.record(contact.conversation, "bot_turn", turns, contact=contact)
    Talk.objects.filter(pk=talk.pk).update(
        conversation=contact.conversation_id, link=link, ended=ended, ended_at=now, last_at=now, reason=reason or ASKED,
    )
    events.record(
        "assistant.handed_over", conversation_id=contact.conversation_id, person_id=contact.person_id, reason=reason or ASKED,
        talk=talk.pk, turns=turns,
    )


def _held(talk) -> Talk:
    return Talk.objects.select_for_update(of=["self"]).select_related("link").get(pk=talk.pk)
