"""Starting a chat without an account: a new person, a new conversation, and the link that opens it."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import links
from gehoor.core import events
from gehoor.people import ownership, recognise
from gehoor.people.models import AddressKind, DigitalAddress, Person
from gehoor.postroom.inbound import Inbound, Sender
from gehoor.postroom.receive import receive

from . import turns
from .models import Chat
from .talking import KIND

SUBJECT = 80  # characters of the question that name the conversation


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed to start; `mail` and `phone` are normalised. Where they came from only with consent."""

    question: str
    page: str
    name: str = ""
    mail: str = ""
    phone: str = ""
    came_from: str = ""
    page_title: str = ""
    pages_read: list = field(default_factory=list)
    files: tuple = ()


def start(asked: Asked) -> Chat:
    """The chat that this page started, now or when it was sent before."""
    try:
        return _known(asked.page) or _start(asked)
    except IntegrityError:  # the same page, sent twice at this very moment: the other one was first
        return _known(asked.page)


def _known(page) -> Chat | None:
    return Chat.objects.select_related("link").filter(page=page).first()


@transaction.atomic
def _start(asked: Asked) -> Chat:
    """Nobody is recognised by what is typed here: it proves nothing, and whoever shares the name must not be shown."""
    ownership.hold()
    person = Person.objects.create(name=asked.name)
    addresses = [(kind, value) for kind, value in ((AddressKind.EMAIL, asked.mail), (AddressKind.PHONE, asked.phone)) if value]
    notice = " ".join(filter(None, [_give(person, kind, value) for kind, value in addresses]))
    sender = Sender(*addresses[0], asked.name) if addresses else None
    contact, _is_new = receive(Inbound(
        channel=KIND, external_id=f"start:{asked.page}", at=timezone.now(), person_id=person.pk, sender=sender,
        subject=subject_of(asked.question), text=asked.question, files=asked.files, acknowledge=False, steps=1, notice=notice[:200],
    ))
    link = links.issue(contact.conversation, person)
    chat = Chat.objects.create(
        conversation=contact.conversation, link=link, page=asked.page, name=asked.name, mail=asked.mail,
        phone=asked.phone, came_from=asked.came_from, page_title=asked.page_title, pages_read=asked.pages_read,
    )
    turns.get_in_line(contact.conversation, contact)
    events.record("chat.began", conversation_id=contact.conversation_id, person_id=person.pk, chat=chat.pk)
    return chat


def _give(person, kind, value) -> str:
    """Keep an address that nobody has as theirs; of one that somebody has the employee is told, and nobody gets it."""
    recognise.lock(kind, value)
    holders = [str(holder) for holder in recognise.candidates(kind, value)]
    if not holders:
        DigitalAddress.objects.create(person=person, kind=kind, value=value)
        return ""
    return _("%(address)s was typed. It belongs to %(holder)s: check who this is before you tell anything.") % {
        "address": value[:60], "holder": " / ".join(holders)[:60],
    }


def subject_of(question: str) -> str:
    """The first words, to name the conversation by."""
    line = " ".join(question.split("\n")[0].split())
    return line if len(line) <= SUBJECT else line[:SUBJECT].rsplit(" ", 1)[0] + " …"


def key_of(chat: Chat) -> str:
    """What opens it; "" where the secret key is another one by now."""
    return links.token_of(chat.link)
