"""A scanner that mails what it scans: its attachments are letters, and go on to the channel that takes files."""

from gehoor.postroom import arrivals, channel

from . import too_large
from .models import Mailbox
from .reading import read_mail

SCANS = {"application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp"}
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")  # some scanners call everything octet-stream


def passed_on(arrival, our_addresses) -> bool:
    """Whether this mail came to a scanner's mailbox and held scans, which are kept as letters now.

    In the transaction that reads the mail: it is done when its letters are kept, never before.
    """
    mailbox = _scanner(arrival, our_addresses)
    if mailbox is None or too_large.is_too_large(arrival):
        return False
    scans = [each for each in read_mail(bytes(arrival.original)).attachments if _is_scan(each)]
    taking = next((config for config in channel.all_channels() if config.takes_files), None)
    if not scans or taking is None:
        return False
    for scan in scans:
        envelope = {"name": scan.name, "team": mailbox.team_id}
        arrivals.pass_on(taking.kind, scan.content, source=f"scanner {mailbox.address}", envelope=envelope)
    return True


def _scanner(arrival, our_addresses) -> Mailbox | None:
    """The scanner's mailbox this came to, as the transport says: what a mail says of itself anyone can write."""
    addresses = [*arrival.envelope.get("recipients", ()), arrival.envelope.get("mailbox", "")]
    mailbox = our_addresses.first_of(filter(None, addresses))
    return mailbox if mailbox and mailbox.is_scanner else None


def _is_scan(file) -> bool:
    return not file.inline and (file.content_type in SCANS or file.name.lower().endswith(SUFFIXES))
