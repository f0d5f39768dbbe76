"""How each mailbox is, in a sentence."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Mailbox

SILENT = timedelta(minutes=15)  # a watcher looks at least every nine minutes


def of_all() -> list[tuple[str, str, bool]]:
    """(address, sentence, whether it is well); one line where there is none yet."""
    mailboxes = list(Mailbox.objects.all())
    if not mailboxes:
        return [(_("Mailboxes"), _("There is no mailbox yet, so no mail can be answered."), False)]
    return [(mailbox.address, *of(mailbox)) for mailbox in mailboxes]


def of(mailbox: Mailbox) -> tuple[str, bool]:
    """How this one is."""
    if not mailbox.is_active:
        return _("Paused: nothing is fetched or sent."), True
    if mailbox.problem:
        return mailbox.problem, False
    if not mailbox.imap_host:
        return _("Mail is delivered to Gehoor over SMTP."), True
    if mailbox.last_seen_at is None:
        return _("Mail was never fetched yet."), False
    when = date_format(timezone.localtime(mailbox.last_seen_at), _("j M H:i"))
    return _("All mail fetched at %(when)s.") % {"when": when}, timezone.now() - mailbox.last_seen_at < SILENT
