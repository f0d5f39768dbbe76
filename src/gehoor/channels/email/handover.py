"""The last step of an answer: an SMTP server, or a folder of .eml files where none is set up."""

import os
import smtplib
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from gehoor.postroom.send import Failed

from . import oauth
from .models import Auth, Mailbox, Security

PATIENCE = 60  # seconds for each answer of the SMTP server


def to_server_or_folder(mail, file: Path, mailbox: Mailbox) -> None:
    """Hand `mail` over, or write it into `file`. Raises `Failed`."""
    try:
        if mailbox.smtp_host:
            _to_server(mail, mailbox)
        else:
            _to_folder(mail, file)
    except (ValueError, smtplib.SMTPNotSupportedError) as error:  # header or address that no mail can have
        raise Failed(str(error), permanent=True) from error


def folder_instead_of_server() -> Path | None:
    """Where mail is written as long as no mailbox has an SMTP server; None where one has."""
    is_set_up = Mailbox.objects.filter(is_active=True).exclude(smtp_host="").exists()
    return None if is_set_up else Path(settings.OUTGOING_FOLDER)


def file_of(delivery) -> Path:
    """Where the mail of this delivery is written: the same file every time."""
    at = delivery.message.contact.at
    return Path(settings.OUTGOING_FOLDER) / f"{at:%Y%m%d-%H%M%S}-{delivery.pk}.eml"


def _to_folder(mail, path: Path) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(half, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(mail.message().as_bytes())
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        with suppress(OSError):  # where the folder itself is no folder
            half.unlink()
        raise _not_now(_("The folder for outgoing mail cannot be written: %(reason)s"), error.strerror) from error


def _to_server(mail, mailbox) -> None:
    try:
        connection = _Server(mailbox)
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise Failed(_said(code, words), permanent=code >= 500) from refused
    except smtplib.SMTPAuthenticationError as error:  # ours to mend, and then it goes out as yet
        said = _said(error.smtp_code, error.smtp_error)
        raise _not_now(_("The mail server refused our log-in: %(reason)s"), said) from error
    except smtplib.SMTPResponseException as error:
        raise Failed(_said(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= 500) from error
    except smtplib.SMTPNotSupportedError:
        raise
    except oauth.TokenRefused as error:
        raise _not_now(_("The provider refused our log-in: %(reason)s"), error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _not_now(_("The mail server cannot be reached: %(reason)s"), error) from error


def connection_of(mailbox: Mailbox, patience: float = PATIENCE) -> EmailBackend:
    """The mailbox's SMTP server, not connected yet."""
    return _Server(mailbox, patience)


def _not_now(sentence: str, reason) -> Failed:
    """To be tried again: `sentence` with its reason."""
    return Failed(sentence % {"reason": reason}, permanent=False)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"


class _Server(EmailBackend):
    """Django's SMTP backend with a mailbox's settings, and XOAUTH2 where the mailbox logs in with a token."""

    def __init__(self, mailbox: Mailbox, patience: float = PATIENCE):
        uses_token = mailbox.auth != Auth.PASSWORD
        super().__init__(
            host=mailbox.smtp_host, port=mailbox.smtp_port, timeout=patience,
            username="" if uses_token else mailbox.smtp_username,
            password="" if uses_token else mailbox.smtp_secret,
            use_tls=mailbox.smtp_security == Security.STARTTLS, use_ssl=mailbox.smtp_security == Security.TLS,
        )
        self.mailbox, self.uses_token = mailbox, uses_token

    def open(self):
        is_new = super().open()
        if is_new and self.uses_token:
            name = self.mailbox.smtp_username or self.mailbox.imap_username or self.mailbox.address
            answer = oauth.sasl(name, oauth.access_token(self.mailbox))
            self.connection.ehlo_or_helo_if_needed()
            self.connection.auth("XOAUTH2", lambda challenge=None: "" if challenge else answer)
        return is_new
