"""What we said while nobody was there: it goes by mail, where an address was left; else it waits on the page."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gehoor.conversations import links, threading
from gehoor.conversations.models import Direction, Message
from gehoor.core import events
from gehoor.people import ownership
from gehoor.people.models import AddressKind
from gehoor.postroom import answer, channel, send
from gehoor.postroom.wording import LANGUAGE

from .models import AWAY, HERE, Chat
from .talking import KIND

AT_ONCE = 100
BY_ITSELF = "chat"  # `Contact.automatic` of a mail that tells what was missed, or only that it waits


def send_missed() -> int:
    """Mail to everyone who is away what they did not see; returns how many mails. One that fails holds up no other."""
    writer = next((one for one in channel.answering() if one.address_kind == AddressKind.EMAIL), None)
    if writer is None:
        return 0
    found = list(_missed().values_list("pk", "newest")[:AT_ONCE])
    return sum(_send(writer, pk, newest) for pk, newest in found)


def _missed():
    ours = Message.objects.filter(
        conversation=OuterRef("conversation"), contact__channel=KIND, contact__direction=Direction.OUT,
        contact__person=OuterRef("link__person"),
    ).order_by("-pk").values("pk")[:1]
    now = timezone.now()
    away = Q(seen_at__lt=now - AWAY) | Q(goes_on=Chat.GoesOn.MAIL, seen_at__lt=now - HERE)
    chats = Chat.objects.exclude(mail="").filter(away).annotate(newest=Subquery(ours))
    return chats.filter(newest__gt=F("read_to")).filter(newest__gt=F("mailed_to")).order_by("pk")


@transaction.atomic
def _send(writer, pk, newest) -> bool:
    """The conditional UPDATE is the lock: of two workers one mails."""
    if not Chat.objects.filter(pk=pk, mailed_to__lt=newest, read_to__lt=newest).update(mailed_to=newest):
        return False
    ownership.hold()
    chat = Chat.objects.select_related("link__person").get(pk=pk)
    conversation = threading.current(chat.conversation_id)
    said = Message.objects.filter(
        conversation=conversation, pk__lte=newest, pk__gt=chat.read_to, contact__channel=KIND,
        contact__direction=Direction.OUT, contact__person=chat.link.person,
    ).order_by("pk")
    is_open = links.goes_along(conversation)  # mail is read on shared screens and sent on
    with translation.override(LANGUAGE):
        text = render_to_string("chat/missed.txt", {"said": said if is_open else [], "name": chat.name})
        subject = answer.answered_subject(conversation.subject) if is_open else _("We answered you in the chat")
    send.send(
        conversation, by=None, kind=writer.kind, address=chat.mail, person=chat.link.person, text=text.strip(),
        subject=subject, automatic=BY_ITSELF, **writer.outgoing_details(conversation),
    )
    events.record("chat.mailed", conversation_id=conversation.pk, chat=chat.pk)
    return True


def link_line(message) -> str:
    """What goes below such a mail when it is handed over: the address of the chat, so that what we keep holds no key.

    None for what is confidential or with a closed team: mail is read on shared screens and sent on.
    """
    contact = message.contact
    if contact.automatic != BY_ITSELF or not links.goes_along(message.conversation):
        return ""
    chat = Chat.objects.select_related("link").filter(
        conversation=message.conversation, link__person=contact.person, link__revoked_at=None, link__expires_at__gt=timezone.now()
    ).order_by("-pk").first()
    key = chat and links.token_of(chat.link)
    if not key:
        return ""
    return render_to_string("chat/link_line.txt", {
        "url": settings.PUBLIC_URL + reverse("chat_public:chat", args=[key]), "until": timezone.localtime(chat.link.expires_at),
    })
