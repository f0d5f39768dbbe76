"""Watching mailboxes: a thread each, that waits in IDLE, keeps what comes, and connects again by itself."""

import contextlib
import imaplib
import logging
import socket
import threading
import time

from django import db
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from imap_tools.errors import ImapToolsError

from . import imap_session
from .models import Mailbox

log = logging.getLogger(__name__)

REFRESH = 9 * 60  # seconds in IDLE: RFC 2177 says under 29 minutes; sooner finds out a silent cut
POLL = 30  # seconds between looks where the server has no IDLE
FIRST_WAIT, LONGEST_WAIT = 1, 300  # seconds before connecting again, doubling
AFTER_REFUSAL = 300  # seconds: more tries with a wrong password would lock the account
EMPTY_READS = 20  # readable that often with nothing to read: the server hung up, which imap-tools does not tell


class Watcher(threading.Thread):
    """Keeps all mail of one mailbox until `stop()`."""

    def __init__(self, mailbox: Mailbox):
        super().__init__(name=f"imap-{mailbox.pk}", daemon=True)
        self.mailbox, self.settings = mailbox, settings_of(mailbox)
        self._stopped = threading.Event()
        self._box = None

    def stop(self):
        """Ask to end; a network call that is under way is broken off."""
        self._stopped.set()
        with contextlib.suppress(Exception):
            self._box.client.sock.shutdown(socket.SHUT_RDWR)

    def run(self):
        wait = FIRST_WAIT
        while not self._stopped.is_set():
            self._had_success = False
            pause = self._try()
            wait = FIRST_WAIT if self._had_success else min(wait * 2, LONGEST_WAIT)
            self._stopped.wait(pause or wait)

    def _try(self) -> float | None:
        """One connection, for as long as it lasts; returns the seconds to wait where they are fixed."""
        try:
            self._watch()
        except imap_session.Refused as refusal:
            self._tell(str(refusal))
            return AFTER_REFUSAL
        except db.Error as error:
            log.warning("mail stays on its server, the database is away: %s", type(error).__name__)
        except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError) as error:
            if not self._stopped.is_set():
                log.info("mailbox %s: %s", self.mailbox.pk, type(error).__name__)
                self._tell(_("The mail server cannot be reached. Gehoor keeps trying; nothing is lost."))
        except Exception:
            log.exception("mailbox %s", self.mailbox.pk)
            self._tell(_("Fetching mail went wrong. Gehoor keeps trying; the log says more."))
        finally:
            self._hang_up()
            db.connection.close()
        return None

    def _watch(self):
        self._box = imap_session.connect(self.mailbox)
        validity = imap_session.uid_validity(self._box)
        with_idle = imap_session.has_idle(self._box)
        while not self._stopped.is_set():
            if fetched := imap_session.fetch_new(self._box, self.mailbox, validity):
                log.info("mailbox %s: %s mails kept", self.mailbox.pk, fetched)
            self.mailbox.fetched_all()
            db.connection.close()  # the pool has it back while we wait
            self._had_success = True
            if with_idle:
                self._idle()
            else:
                self._stopped.wait(POLL)
                self._box.client.noop()

    def _idle(self):
        """Wait until the server says anything, at most `REFRESH` seconds."""
        idle, empty, until = self._box.idle, 0, time.monotonic() + REFRESH
        idle.start()
        has_news = imap_session.has_buffered(self._box)
        while not (has_news or self._stopped.is_set()) and time.monotonic() < until:
            began = time.monotonic()
            if idle.poll(timeout=1):
                break
            empty = empty + 1 if time.monotonic() - began < 0.5 else 0
            if empty >= EMPTY_READS:
                raise ConnectionResetError
        idle.stop()

    def _tell(self, sentence: str):
        with contextlib.suppress(db.Error):
            self.mailbox.has_problem(sentence)

    def _hang_up(self):
        box, self._box = self._box, None
        if box is not None:
            with contextlib.suppress(Exception):
                box.logout()
            with contextlib.suppress(OSError):
                box.client.shutdown()


class Watchers:
    """One `Watcher` for each mailbox in use, kept in step with the table."""

    def __init__(self):
        self._running: dict[int, Watcher] = {}

    def refresh(self):
        """Start, stop or renew watchers after what was changed by an administrator. Raises `db.Error`."""
        wanted = {box.pk: box for box in Mailbox.objects.filter(is_active=True).exclude(imap_host="")}
        for pk, watcher in list(self._running.items()):
            if pk not in wanted or watcher.settings != settings_of(wanted[pk]) or not watcher.is_alive():
                self._running.pop(pk).stop()
        for pk in wanted.keys() - self._running.keys():
            self._running[pk] = Watcher(wanted[pk])
            self._running[pk].start()

    def stop(self, within: float = 5):
        """End all of them, waiting at most `within` seconds."""
        for watcher in self._running.values():
            watcher.stop()
        until = time.monotonic() + within
        for watcher in self._running.values():
            watcher.join(max(0, until - time.monotonic()))
        self._running.clear()


def settings_of(mailbox: Mailbox) -> dict:
    """What an administrator can change: a watcher with other settings is a new watcher."""
    return model_to_dict(mailbox)
