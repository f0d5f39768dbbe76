"""Starting a chat without an account: a new person, a new conversation, and the link that opens it."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gehoor.conversations import links
from gehoor.conversations.models import Contact
from gehoor.core import events
from gehoor.people import ownership
from gehoor.postroom import newcomer
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.live_contact import Live, Story
from gehoor.postroom.receive import receive

from . import turns
from .models import Chat
from .talking import KIND


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
    subject: str = ""  # what the conversation is called; empty: by the question
    topic: str = ""  # which of our subjects they chose
    is_urgent: bool = False
    line: str = ""


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
    ownership.hold()
    who = newcomer.welcome(asked.name, asked.mail, asked.phone)
    contact, _is_new = receive(Inbound(
        channel=KIND, external_id=f"start:{asked.page}", at=timezone.now(), person_id=who.person.pk, sender=who.sender,
        subject=asked.subject or newcomer.subject_of(asked.question), text=asked.question, files=asked.files, acknowledge=False,
        steps=1, notice=who.notice,
        topic=asked.topic,
    ))
    link = links.issue(contact.conversation, who.person)
    chat = Chat.objects.create(
        conversation=contact.conversation, link=link, page=asked.page, name=asked.name, mail=asked.mail,
        phone=asked.phone, came_from=asked.came_from, page_title=asked.page_title, pages_read=asked.pages_read, is_urgent=asked.is_urgent, line=asked.line,
    )
    turns.get_in_line(contact.conversation, contact)
    events.record("chat.began", conversation_id=contact.conversation_id, person_id=who.person.pk, chat=chat.pk)
    return chat


def go_on(story: Story) -> Live | None:
    """Somebody who told a computer their story goes on here; None while we are closed."""
    if not turns.hours().is_open:
        return None
    chat = start(Asked(
        story.opening, story.page, came_from=story.came_from, page_title=story.page_title, pages_read=story.pages_read,
        subject=story.subject, is_urgent=story.is_urgent, line=story.line,
    ))
    contact = Contact.objects.select_related("conversation").get(channel=KIND, external_id=f"start:{chat.page}")
    return Live(contact, chat.link)


def page_of(link, key: str) -> str | None:
    """The path of the chat that this link opens."""
    return reverse("chat_public:chat", args=[key]) if key and Chat.objects.filter(link=link).exists() else None


def key_of(chat: Chat) -> str:
    """What opens it; "" where the secret key is another one by now."""
    return links.token_of(chat.link)
