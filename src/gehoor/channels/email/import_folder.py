"""Mail out of a folder on an IMAP server that Gehoor does not watch. Nothing changes there."""

from collections.abc import Iterator

from . import imap_session
from .importing import Import
from .models import FolderImport, Mailbox


def folders(mailbox: Mailbox) -> list[str]:
    """Names of all folders of this account. Raises `imap_session.Refused`, `OSError`, `imaplib.IMAP4.error`."""
    mailbox.imap_folder = "INBOX"
    with _open(mailbox) as box:
        return sorted(folder.name for folder in box.folder.list())


def bring(mailbox: Mailbox, running: Import) -> Iterator[tuple[int, int]]:
    """Take in all mail of the folder that was not taken in before; yields (taken, of how many) after each portion.

    After a break it goes on where it was. Raises `imap_session.Refused`, `OSError`, `imaplib.IMAP4.error`.
    """
    with _open(mailbox) as box:
        validity = imap_session.uid_validity(box)
        so_far, _is_new = FolderImport.objects.get_or_create(place=mailbox.place)
        listed = imap_session.listed(box, so_far.kept_up_to(validity))
        taken = 0
        yield taken, len(listed)
        for batch in imap_session.batches(listed):
            for uid, original, told in imap_session.originals(box, batch):
                running.take(original, mailbox.imap_folder, received_at=batch[uid][1], **told)
            so_far.came_as_far_as(validity, max(batch))
            taken += len(batch)
            yield taken, len(listed)


def _open(mailbox: Mailbox):
    """The folder opened for reading only (EXAMINE, RFC 3501 6.3.2), so that nothing is marked as read."""
    box = imap_session.connect(mailbox)
    box.folder.set(mailbox.imap_folder, readonly=True)
    return box
