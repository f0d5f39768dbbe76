"""Where mail comes in: the SMTP receiver and a watcher for each mailbox."""

import logging
import threading

from django import db

from .imap_watcher import Watchers
from .smtp_receiver import SmtpReceiver

log = logging.getLogger(__name__)
LOOK_AGAIN = 3  # seconds until a new or changed mailbox is noticed


def take_in(smtp_port: int, stopped: threading.Event):
    """Take in mail until `stopped`; outlives a database that is away. Raises `OSError`: port in use."""
    receiver, watchers = SmtpReceiver(smtp_port), Watchers()
    receiver.start()
    try:
        while not stopped.is_set():
            try:
                watchers.refresh()
            except db.Error as error:
                log.warning("the database is away, trying again: %s", type(error).__name__)
            finally:
                db.connection.close()
            stopped.wait(LOOK_AGAIN)
    finally:
        receiver.stop()
        watchers.stop()
