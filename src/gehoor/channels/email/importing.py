"""Old mail from files (mbox, Maildir, .eml) or an IMAP folder. Again, or going on after a break, changes nothing."""

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from gehoor.conversations import closing
from gehoor.conversations.models import Closure, Contact, Conversation
from gehoor.postroom import arrivals, reading
from gehoor.postroom.models import Arrival

from . import too_large

ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)  # what mbox writers put a > before
READ_EVERY = 200  # mails kept between two rounds of reading
LEFT_OUT = {"tmp", "dovecot-uidlist", "dovecot.index"}  # Maildir's unfinished mail and servers' own files


@dataclass
class Totals:
    """What an import came to. `ids` are the originals kept by this run."""

    new: int = 0
    known: int = 0
    unreadable: int = 0
    waiting: int = 0
    ids: list[int] = field(default_factory=list)


def files_in(path: Path) -> list[Path]:
    """The files at `path` that hold mail, in a fixed order: it itself, or all below it."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file() and _is_mail(file))
    return sorted(found)


def _is_mail(file: Path) -> bool:
    if file.parent.name in ("cur", "new"):  # Maildir, its subfolders too
        return not file.name.startswith(".")
    if file.name in LEFT_OUT or file.parent.name in LEFT_OUT:
        return False
    return file.suffix.lower() == ".eml" or _is_mbox(file)


def _is_mbox(file: Path) -> bool:
    with open(file, "rb") as start:
        return start.read(5) == b"From "


def mails_in(file: Path) -> Iterator[bytes]:
    """Each mail of an mbox, or the one mail that the file is."""
    if not _is_mbox(file):
        yield file.read_bytes()
        return
    box = mailbox.mbox(file, create=False)
    try:
        for key in box.iterkeys():
            yield ESCAPED_FROM.sub(rb"\1", box.get_bytes(key))
    finally:
        box.close()


class Import:
    """Keeps mails and reads them along the way: `take(original, file)` for each, then `finish()`.

    With `as_history` the conversations that it opens are closed when it finishes, so that old mail is no new work.
    """

    def __init__(self, *, acknowledge: bool = False, as_history: bool = False):
        self.acknowledge, self.as_history = acknowledge, as_history
        self.totals = Totals()
        self._unread = 0

    def take(self, original: bytes, file: str, **more) -> None:
        """Keep one mail of the file or folder `file`, unless these very bytes were kept before; the envelope gets `more`.

        Raises `django.db.Error`.
        """
        original, told = too_large.to_keep(original)
        digest = Arrival.digest_of(original)
        if Arrival.objects.filter(channel="email", digest=digest).exists():
            self.totals.known += 1
            return
        told |= {"acknowledge": self.acknowledge, "file": file.encode(errors="replace").decode(), **more}
        self.totals.ids.append(arrivals.keep("email", original, source="import", envelope=told))
        self._unread += 1
        if self._unread >= READ_EVERY:
            self._unread = 0
            reading.read_due()

    def finish(self) -> Totals:
        """Read what is left and count what became of it all."""
        reading.read_due()
        if self.as_history:
            close_as_history(self.totals.ids)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT state, count(*) FROM postroom_arrival WHERE id = ANY(%s) GROUP BY state", [self.totals.ids]
            )
            states = dict(cursor.fetchall())
        self.totals.known += states.get(Arrival.State.KNOWN, 0)
        self.totals.new = states.get(Arrival.State.FILED, 0)
        self.totals.unreadable = states.get(Arrival.State.UNREADABLE, 0)
        self.totals.waiting = states.get(Arrival.State.WAITING, 0)  # a worker has these in hand
        return self.totals


def close_as_history(ids: list[int]) -> None:
    """Close what these originals opened and nobody touched since, on the day of its last mail."""
    of_today = Contact.objects.filter(conversation=OuterRef("pk")).exclude(arrivals__source="import")
    opened = Conversation.objects.open().filter(contacts__arrivals__in=ids).exclude(Exists(of_today)).distinct()
    for conversation in opened:
        if closing.obstacle(conversation):
            continue
        closure = conversation.close(by=None, reason=_("Old mail, brought over"))
        Closure.objects.filter(pk=closure.pk).update(at=conversation.last_contact_at)
        conversation.waits.all().delete()  # when it was answered is not known here
