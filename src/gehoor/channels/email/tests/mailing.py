"""What the tests of mail share: writing mails, sending them, letting the work be done, waiting for a fact."""

import asyncio
import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from django.utils import timezone
from procrastinate.contrib.django import app

OURS = "gemeente@wierdorp.test"
RESIDENT = "fatima@example.nl"
PATIENCE = 20  # seconds for a fact to come true on a busy machine


def eml(text="Komt er dit jaar een bladkorf?", *, sender=f"Fatima El Idrissi <{RESIDENT}>", to=OURS,
        subject="Bladkorf in de Lindelaan", message_id=None, headers=()) -> bytes:
    """A mail as a resident's program writes it; `headers` are more (name, value) pairs."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = message_id or make_msgid(domain="example.nl")
    for name, value in headers:
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()


def post(port: int, raw: bytes, *, to=OURS, sender=RESIDENT, options=()) -> None:
    """Send a mail by SMTP to a port of this machine."""
    with smtplib.SMTP("127.0.0.1", port, timeout=PATIENCE) as smtp:
        smtp.sendmail(sender, [to], raw, mail_options=list(options))


def work_off() -> None:
    """Do every job that is due, with procrastinate's own worker."""
    with ThreadPoolExecutor(1) as pool:  # a browser of an earlier test keeps an event loop in the test's own thread
        pool.submit(asyncio.run, _work()).result()


async def _work():
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        async with worker.open_async():
            await worker.run_worker_async(
                wait=False, install_signal_handlers=False, delete_jobs="successful", listen_notify=False, concurrency=1
            )


def until(fact, seconds=PATIENCE):
    """Wait until `fact()` is true and return what it gave."""
    deadline = time.monotonic() + seconds
    while not (found := fact()):
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)
    return found
