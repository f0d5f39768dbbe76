"""Handing an answer over: to the mailbox's SMTP server, or as a file where none is set up."""

from email.utils import format_datetime, formataddr

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gehoor.conversations import reply_token
from gehoor.conversations.models import Direction, Message
from gehoor.core import organisation
from gehoor.postroom import wording
from gehoor.postroom.send import Failed

from . import calendar_part, handover, ours
from .models import Mailbox

MOST_REFERENCES = 30  # some servers refuse header fields of many kilobytes


def send(delivery) -> None:
    """Build the mail and hand it over. Raises `Failed`; handing over twice gives the same mail twice."""
    mailbox = _mailbox(delivery)
    handover.to_server_or_folder(build(delivery, mailbox), handover.file_of(delivery), mailbox)


def build(delivery, mailbox: Mailbox) -> EmailMultiAlternatives:
    """The mail: text, HTML with the same words, files, and headers by which programs and we thread the reply."""
    message = delivery.message
    conversation = message.conversation
    house, text = organisation.current(), wording.text_of(delivery)
    mail = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=text,
        from_email=formataddr((" ".join((mailbox.name or house.name).split()), mailbox.address)),
        to=[delivery.address],
        reply_to=[_reply_address(mailbox, conversation, message.contact.person_id)],
        headers=_headers(delivery),
    )
    page = {"message": message, "text": text, "organisation": house, "conversation": conversation}
    mail.attach_alternative(render_to_string("email/mail.html", page), "text/html")
    for file in message.attachments.select_related("blob"):
        if file.content_type == calendar_part.TYPE:
            calendar_part.offer(mail, bytes(file.blob.content))
        # Django would take a mail apart that goes along as a file, and fail on one that is not UTF-8.
        is_mail = file.content_type.startswith(("message/", "multipart/"))
        mail.attach(file.name, bytes(file.blob.content), "application/octet-stream" if is_mail else file.content_type)
    return mail


def _mailbox(delivery) -> Mailbox:
    """The mailbox chosen when it was written; another one where that is gone."""
    chosen = Mailbox.objects.filter(address=delivery.message.contact.our_address, is_active=True).first()
    mailbox = chosen or ours.mailbox_answering(delivery.message.conversation)
    if mailbox is None:
        raise Failed(_("No mailbox is in use to send it from. Add one under Mailboxes."), permanent=False)
    return mailbox


def _reply_address(mailbox, conversation, person_id) -> str:
    """The mailbox's address, with the token of this person and conversation in it where the server allows."""
    if not (mailbox.takes_subaddresses and person_id):
        return mailbox.address
    name, _at, host = mailbox.address.rpartition("@")
    return f"{name}+{reply_token.issue(conversation.pk, person_id)}@{host}"


def _headers(delivery) -> dict[str, str]:
    message = delivery.message
    headers = {
        "Date": format_datetime(message.contact.at),
        "Message-ID": message.message_id,
        ours.LOOP_HEADER: ours.loop_mark(message.message_id),
    }
    if chain := _chain(delivery):
        headers["In-Reply-To"] = chain[-1]
        headers["References"] = " ".join(chain)
    if message.contact.automatic:
        headers["Auto-Submitted"] = "auto-replied"  # RFC 3834 5; nobody's machine answers this
        headers["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    return headers


def _chain(delivery) -> list[str]:
    """Message-IDs of this conversation with this person before this message, the one that is answered last."""
    message = delivery.message
    earlier = Message.objects.filter(
        conversation=message.conversation, contact__person=message.contact.person_id, pk__lt=message.pk
    ).exclude(message_id="")
    ids = list(earlier.order_by("-pk").values_list("message_id", "contact__direction", "contact_id")[:MOST_REFERENCES])
    answered = next((one for one, direction, contact in ids if _is_answered(delivery, direction, contact)), None)
    chain = [one for one, _direction, _contact in reversed(ids) if one != answered]
    return [*chain, answered] if answered else chain


def _is_answered(delivery, direction, contact_id) -> bool:
    """A confirmation answers the contact it confirms, anything else the last that came in."""
    return contact_id == delivery.acknowledges_id if delivery.acknowledges_id else direction == Direction.IN
