"""Trying the servers of a mailbox, and saying in a sentence what came of it."""

import imaplib
import smtplib
import ssl

from django.utils.translation import gettext as _
from imap_tools.errors import ImapToolsError

from .. import handover, imap_session, oauth
from ..models import Mailbox

PATIENCE = 8  # seconds for each answer: somebody is looking at the page


def results(mailbox: Mailbox) -> list[tuple[str, str, bool]]:
    """(what, sentence, whether it works) for fetching and for sending."""
    return [(_("Fetching"), *fetching(mailbox)), (_("Sending"), *sending(mailbox))]


def fetching(mailbox: Mailbox) -> tuple[str, bool]:
    """Log in to the IMAP server and open the folder; nothing is read or marked."""
    if not mailbox.imap_host:
        return _("No IMAP server: mail to this address is delivered to Gehoor over SMTP."), True
    try:
        box = imap_session.connect(mailbox, patience=PATIENCE)
        idle = imap_session.has_idle(box)
        box.logout()
    except imap_session.Refused as refused:
        return str(refused), False
    except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError) as error:
        return unreachable(error, mailbox.imap_host), False
    return (_("Works. New mail is here at once.") if idle else _("Works. New mail is here within half a minute.")), True


def sending(mailbox: Mailbox) -> tuple[str, bool]:
    """Log in to the SMTP server; nothing is sent."""
    if not mailbox.smtp_host:
        return _("No SMTP server: answers go to a folder and to the page Outgoing mail. People do not get them."), True
    try:
        server = handover.connection_of(mailbox, patience=PATIENCE)
        server.open()
        server.close()
    except smtplib.SMTPAuthenticationError:
        return _("The mail server does not accept this user name with this password or key."), False
    except oauth.TokenRefused as refused:
        return _("The provider gives no access: %(reason)s") % {"reason": refused}, False
    except (OSError, smtplib.SMTPException) as error:
        return unreachable(error, mailbox.smtp_host), False
    return _("Works. Answers are handed over to this server."), True


def unreachable(error, host) -> str:
    """What an administrator can look at."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("The certificate of %(host)s is not valid for that name.") % {"host": host}
    if isinstance(error, ssl.SSLError):
        return _("%(host)s does not speak this kind of security on this port.") % {"host": host}
    if isinstance(error, TimeoutError):
        return _("%(host)s does not answer on this port.") % {"host": host}
    return _("%(host)s cannot be reached on this port. Is the name right, and does a firewall let it through?") % {"host": host}
