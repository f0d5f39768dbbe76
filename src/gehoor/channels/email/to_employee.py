"""A mail to a colleague, outside any conversation."""

from email.utils import formataddr, make_msgid
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from gehoor.core import organisation
from gehoor.postroom.send import Failed

from . import handover, ours
from .models import Mailbox


def send(address, subject, text, *, key):
    """Hand it over from the first mailbox in use. Raises `Failed`: for ever where the address is a mailbox of ours."""
    if address in ours.OurAddresses():  # it would come back in as a message
        raise Failed(_("This is a mailbox that Gehoor reads itself."), permanent=True)
    mailbox = Mailbox.objects.filter(is_active=True).first()
    if mailbox is None:
        raise Failed(_("No mailbox is in use to send it from. Add one under Mailboxes."), permanent=False)
    message_id = make_msgid(domain=mailbox.address.rpartition("@")[2])
    mail = EmailMessage(
        " ".join(subject.split()), text, formataddr((organisation.current().name, mailbox.address)), [address],
        headers={
            "Message-ID": message_id, ours.LOOP_HEADER: ours.loop_mark(message_id),
            "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",  # RFC 3834 5: no machine answers this
        },
    )
    handover.to_server_or_folder(mail, Path(settings.OUTGOING_FOLDER) / f"{key}.eml", mailbox)
