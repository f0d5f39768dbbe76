"""From a kept original to an `Inbound`: what mail means for contacts. How mail is read is the affair of `reading`."""

import re
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from gehoor.conversations import reply_token
from gehoor.conversations.models import Direction, Message
from gehoor.people.addresses import InvalidAddress, normalised_email
from gehoor.postroom.inbound import Inbound, InboundFile, Sender, Undeliverable, Unreadable

from . import ours, too_large
from .reading import ReadMail, read_mail

MARK = re.compile(rb"^" + ours.LOOP_HEADER.encode() + rb":[ \t]*([0-9a-f]+)", re.IGNORECASE | re.MULTILINE)
BEFORE_MAIL = datetime(1982, 8, 13, tzinfo=UTC)  # RFC 822: an older date is a broken clock
LONGEST_WAY = timedelta(days=30)  # an older date than this before arrival is a broken clock too, save in an import
SAME_CLOCK = timedelta(hours=1)


def read(arrival, our_addresses=None) -> Inbound:
    """What one mail says; `our_addresses` where they are known already. Raises `Unreadable` where there is nothing in it that anyone could act on."""
    original = bytes(arrival.original)
    header = too_large.header_of(original)
    big = too_large.is_too_large(arrival)
    mail = read_mail(header if big else original)
    our_addresses = our_addresses or ours.OurAddresses()
    sender, is_ours = _sender(mail, arrival, our_addresses)
    if not (sender or mail.text or mail.attachments or mail.html_safe):
        raise Unreadable(mail.error or _("There is no sender, text or file in it."))
    recipients = _recipients(mail, arrival)
    mailbox = our_addresses.first_of([*recipients, arrival.envelope.get("mailbox", "")])
    mark = MARK.search(header)
    return Inbound(
        channel="email", external_id=mail.content_key, at=_moment(mail, arrival), sender=sender,
        our_address=mailbox.address if mailbox else "",
        same_as=_own_contact(mail, mark), tokens=_tokens(mail, recipients),
        message_id=mail.message_id, references=mail.references, subject=mail.subject,
        **_words(mail, big), html=mail.html_safe,
        files=_files(mail), automatic=mail.auto, undeliverable=_undeliverable(mail),
        acknowledge=not (is_ours or mark) and _was_sent_to_us_now(arrival, mailbox),
        team_id=mailbox.team_id if mailbox else None,
        extra={"complaint": True} if mailbox and mailbox.is_for_complaints else {}, notice=_notice(mail, arrival, big, _wish(mail, sender, our_addresses)),
    )


def _sender(mail: ReadMail, arrival, our_addresses) -> tuple[Sender | None, bool]:
    """Who writes, and whether it came from an address of our own.

    A form on the website mails from our own address and names the resident in Reply-To (RFC 5322 3.6.2).
    """
    address = _valid(mail.sender) or _valid(arrival.envelope.get("mail_from") or "")
    is_ours = address in our_addresses
    if is_ours and (resident := _valid(mail.reply_to)) and resident not in our_addresses:
        return Sender("email", resident, mail.sender_name), True
    if address or mail.sender_name:
        return Sender("email", address, mail.sender_name), is_ours
    return None, False


def _wish(mail: ReadMail, sender, our_addresses) -> str:
    """Another address where the sender asks for an answer.

    It is told to the employee, never followed by itself: a forged sender with a Reply-To would have our answer sent to
    a stranger. At the same host too, since millions share one (gmail.com).
    """
    wanted = _valid(mail.reply_to)
    is_other = wanted and sender is not None and wanted != sender.value and wanted not in our_addresses
    return wanted if is_other else ""


def _valid(address: str) -> str:
    try:
        return normalised_email(address)
    except InvalidAddress:
        return ""


def _recipients(mail: ReadMail, arrival) -> list[str]:
    """Addresses it was sent to, the one the transport names first."""
    return [*arrival.envelope.get("recipients", ()), *mail.delivered_to, *mail.to, *mail.cc]


def _tokens(mail: ReadMail, recipients) -> tuple[str, ...]:
    found = [token for text in (*recipients, mail.subject) for token in reply_token.find(text)]
    return tuple(dict.fromkeys(found))


def _own_contact(mail: ReadMail, mark) -> int | None:
    """The contact this is our own copy of (a Cc to ourselves, a rule that sends it on)."""
    if not mark or mark[1].decode() != ours.loop_mark(mail.message_id):
        return None
    sent = Message.objects.filter(message_id=mail.message_id, contact__direction=Direction.OUT)
    return sent.values_list("contact_id", flat=True).first()


def _moment(mail: ReadMail, arrival) -> datetime:
    """When it was written; when it came in where the sender's clock cannot be right."""
    came_in = _received_at(arrival)
    earliest = BEFORE_MAIL if arrival.source == "import" else came_in - LONGEST_WAY
    return mail.date if mail.date and earliest <= mail.date <= came_in else came_in


def team_of(arrival) -> int | None:
    """The team whose mailbox this original came to, as far as the transport says; needs no reading of it."""
    addresses = [*arrival.envelope.get("recipients", ()), arrival.envelope.get("mailbox", "")]
    mailbox = ours.OurAddresses().first_of(addresses)
    return mailbox.team_id if mailbox else None


def _received_at(arrival) -> datetime:
    """When the mail server got it (INTERNALDATE), else when we did."""
    told = arrival.envelope.get("received_at")
    return min(datetime.fromisoformat(told), arrival.arrived_at) if told else arrival.arrived_at


def _was_sent_to_us_now(arrival, mailbox) -> bool:
    """Whether the sender waits for a word from us: not where an old folder is imported or fetched for the first time."""
    if not arrival.envelope.get("acknowledge", True):
        return False
    old_mail = "mailbox" in arrival.envelope and mailbox is not None
    return not old_mail or _received_at(arrival) >= mailbox.confirms_from - SAME_CLOCK


def _words(mail: ReadMail, big: bool) -> dict[str, str]:
    """The new text and the rest; all of it where nothing is new (someone sends a mail on without a word)."""
    if big:
        return {"text": "", "rest": ""}
    rest = "\n\n".join(part for part in (mail.quoted, mail.signature) if part.strip())
    if mail.visible.strip() or mail.attachments:
        return {"text": mail.visible, "rest": rest}
    return {"text": mail.text, "rest": ""}


def _files(mail: ReadMail) -> tuple[InboundFile, ...]:
    return tuple(
        InboundFile(each.name, each.content_type, each.content, each.content_id, each.inline)
        for each in mail.attachments
    )


def _undeliverable(mail: ReadMail) -> Undeliverable | None:
    if mail.bounce is None:
        return None
    told = mail.bounce
    return Undeliverable(told.of_message_id, told.recipient, told.diagnostic or told.status, told.permanent)


def _notice(mail: ReadMail, arrival, big: bool, wish: str) -> str:
    """What the employee must know about this mail, at most 200 characters."""
    said = []
    if big:
        size = round(too_large.full_size(arrival) / 1024 / 1024)
        said.append(_("This mail of %(size)d MB is too large to show; the sender was told. The original is kept.")
                    % {"size": size})
    elif mail.error:
        said.append(_("Not all of this mail could be read. The original is kept."))
    if wish:
        said.append(_("The sender asks for an answer at %(address)s.") % {"address": wish})
    return " ".join(said)[:200]
