"""One logged-in IMAP connection to a mailbox, and fetching all that is new in it."""

import contextlib
import imaplib
import logging
import re
import ssl
import time
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from gehoor.postroom import arrivals

from . import oauth, too_large
from .models import Auth, Mailbox, Security

log = logging.getLogger(__name__)

PATIENCE = 30  # seconds for each answer of the server
BATCH_BYTES = 1024 * 1024  # mails fetched with one command: many small ones, or one large one
BATCH_MAILS = 50
UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class Refused(Exception):
    """Log-in or folder is wrong: an administrator must mend it. The message is fit to show."""


def connect(mailbox: Mailbox, patience: float = PATIENCE):
    """A connection with the mailbox's folder open. Raises `Refused`, `OSError`, `imaplib.IMAP4.error`."""
    where = {"host": mailbox.imap_host, "port": mailbox.imap_port, "timeout": patience}
    if mailbox.imap_security == Security.NONE:
        box = MailBoxUnencrypted(**where)
    else:  # imaplib by itself would accept any certificate
        kind = MailBox if mailbox.imap_security == Security.TLS else MailBoxStartTls
        box = kind(**where, ssl_context=ssl.create_default_context())
    try:
        _log_in(box, mailbox)
        box.folder.set(mailbox.imap_folder)
    except BaseException as error:
        box.client.shutdown()
        if isinstance(error, MailboxFolderSelectError):
            sentence = _("The folder %(name)s cannot be opened.") % {"name": mailbox.imap_folder}
            raise Refused(sentence) from error
        raise
    return box


def _log_in(box, mailbox) -> None:
    name = mailbox.imap_username or mailbox.address
    try:
        if mailbox.auth != Auth.PASSWORD:
            box.xoauth2(name, oauth.access_token(mailbox), initial_folder=None)
        elif name.isascii() and mailbox.imap_secret.isascii():
            box.login(name, mailbox.imap_secret, initial_folder=None)
        else:
            box.login_utf8(name, mailbox.imap_secret, initial_folder=None)
    except oauth.TokenRefused as error:
        raise Refused(_("The provider gives no access: %(reason)s") % {"reason": error}) from error
    except imaplib.IMAP4.abort:
        raise
    except (MailboxLoginError, imaplib.IMAP4.error) as error:
        raise Refused(_("The mail server does not accept this user name with this password or key.")) from error


def has_idle(box) -> bool:
    """Whether the server tells of new mail by itself (RFC 2177); many say so only after log-in."""
    _type, lines = box.client.capability()
    return b"IDLE" in b" ".join(line or b"" for line in lines).upper().split()


def has_buffered(box) -> bool:
    """Whether the server's words lie in Python's buffer already, where waiting on the socket would miss them.

    A mail between the last look and IDLE is told in the same packet as the consent to IDLE.
    """
    patience = box.client.sock.gettimeout()
    box.client.sock.settimeout(0)
    try:
        read_from = vars(box.client).get("_file") or box.client.file  # its name changed after Python 3.11
        return bool(read_from.peek(1))
    except OSError:
        return False
    finally:
        box.client.sock.settimeout(patience)


def uid_validity(box) -> int:
    """The number that says whether UIDs still mean the same (RFC 3501 2.3.1.1), told as the folder opens."""
    told = box.client.untagged_responses.get("UIDVALIDITY") or [b"0"]
    return int(told[-1])


def fetch_new(box, mailbox: Mailbox, validity: int) -> int:
    """Keep everything that came since the last UID, then move on past it; returns how many mails that were.

    A crash in between fetches the same again, which changes nothing: equal originals are kept once.
    """
    done = mailbox.kept_up_to(validity)
    fetched = 0
    for batch in batches(listed(box, done)):
        for uid, original, told in originals(box, batch):
            arrivals.keep("email", original, source=f"imap {mailbox.address}"[:80],
                          envelope={"mailbox": mailbox.address, "received_at": batch[uid][1], **told})
            fetched += 1
        mailbox.came_as_far_as(validity, max(batch))
        if mailbox.marks_seen:
            box.client.uid("STORE", _numbers(batch), "+FLAGS.SILENT", r"(\Seen)")
    return fetched


def listed(box, done: int) -> dict[int, tuple[int, str]]:
    """{uid: (bytes, when the server got it)} of all mail after `done`, in order."""
    found = {}
    for line in _fetch(box, f"{done + 1}:*", "(UID RFC822.SIZE INTERNALDATE)"):
        uid, size = UID.search(line), SIZE.search(line)
        if uid and size and int(uid[1]) > done:  # n:* always gives the last mail, even where it is before n
            found[int(uid[1])] = int(size[1]), _moment(line)
    return dict(sorted(found.items()))


def _moment(line: bytes) -> str:
    try:
        parts = imaplib.Internaldate2tuple(line)
        moment = datetime.fromtimestamp(time.mktime(parts), UTC) if parts else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):  # the year 0
        moment = datetime.now(UTC)
    return moment.isoformat()


def batches(listed: dict):
    """The same in portions that are fetched with one command."""
    batch, weight = {}, 0
    for uid, (size, moment) in listed.items():
        is_full = weight + size > min(BATCH_BYTES, settings.MAIL_KEEP_LIMIT) or len(batch) >= BATCH_MAILS
        if batch and is_full:
            yield batch
            batch, weight = {}, 0
        batch[uid] = size, moment
        weight += size
    if batch:
        yield batch


def originals(box, batch):
    """(uid, original, what the envelope says more) for each mail of the batch that is still there."""
    size = next(iter(batch.values()))[0]
    if len(batch) == 1 and size > settings.MAIL_KEEP_LIMIT:
        yield from _start_only(box, next(iter(batch)), size)
        return
    withheld = dict(batch)
    with _going_on():
        for uid, original in _bodies(box, _numbers(batch), "BODY.PEEK[]"):
            withheld.pop(uid, None)
            yield uid, original, {}
    for uid, about in withheld.items():  # one bad mail must not hold up the others, nor be passed over
        if len(batch) > 1:
            yield from originals(box, {uid: about})
        else:
            yield from _start_only(box, uid, size)


@contextlib.contextmanager
def _going_on():
    """Where the server says NO to one mail, the line itself is fine."""
    try:
        yield
    except (ImapToolsError, imaplib.IMAP4.abort):
        raise
    except imaplib.IMAP4.error as error:
        log.warning("mail server does not give a mail: %s", type(error).__name__)


def _start_only(box, uid: int, size: int):
    """Header and some text of a mail that is too large to keep, or that the server does not give whole."""
    with _going_on():
        for found, original in _bodies(box, str(uid), f"BODY.PEEK[]<0.{too_large.KEPT_START}>"):
            yield found, original, {"full_size": size}
            return
    if _fetch(box, str(uid), "(UID)"):  # still there: somebody must know
        yield uid, _stand_in(uid, size), {}


def _stand_in(uid: int, size: int) -> bytes:
    """A mail of ours that says which one the server keeps to itself."""
    subject = _("A mail that the mail server does not give")
    text = _("In the mailbox lies a mail of %(size)s kB (number %(uid)s) that its server does not hand over. Look at it "
             "with a mail program.") % {"size": size // 1024 + 1, "uid": uid}
    return f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def _bodies(box, numbers: str, part: str):
    """(uid, bytes) of each mail the server gives; the UID may stand before or after the bytes."""
    answer = _fetch(box, numbers, f"(UID {part})")
    while answer:
        item = answer.pop(0)
        if isinstance(item, tuple):
            after = answer[0] if answer and isinstance(answer[0], bytes) else b""
            if uid := UID.search(item[0]) or UID.search(after):
                yield int(uid[1]), item[1]


def _fetch(box, numbers: str, parts: str) -> list:
    kind, answer = box.client.uid("FETCH", numbers, parts)
    if kind != "OK":
        raise imaplib.IMAP4.error(f"FETCH: {kind}")
    return [item for item in answer if item is not None]


def _numbers(batch) -> str:
    return ",".join(map(str, batch))
