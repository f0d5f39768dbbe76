"""A resident with a mail program: writes, reads what we send, and answers it as mail programs do."""

import email
import email.policy
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from django.utils import timezone

from tests.plugins.browser import PATIENCE
from tests.plugins.site import wait_until

ORGANISATION = "gemeente@merelveld.example"


class Resident:
    """Somebody with a name and an e-mail address; `house` is the Gehoor they write to."""

    def __init__(self, house, name, address):
        self.house, self.name, self.address = house, name, address

    def write(self, subject, text, to=ORGANISATION) -> EmailMessage:
        """A new mail, not sent yet."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{self.name} <{self.address}>", to, subject
        mail["Date"] = format_datetime(timezone.now())
        mail["Message-ID"] = make_msgid(domain=self.address.rpartition("@")[2])
        mail.set_content(text)
        return mail

    def answer(self, letter, text, *, to_token=True) -> EmailMessage:
        """The reply to a letter we sent; without `to_token` from a program that ignores Reply-To (RFC 5322 3.6.4)."""
        to = letter["Reply-To"] if to_token else letter["From"]
        quoted = "\n".join(f"> {line}" for line in letter.get_body(("plain",)).get_content().splitlines())
        mail = self.write(f"Re: {letter['Subject']}", f"{text}\n\n{letter['From']} schreef:\n{quoted}\n", str(to))
        mail["In-Reply-To"] = letter["Message-ID"]
        mail["References"] = " ".join(filter(None, (letter["References"], letter["Message-ID"])))
        return mail

    def post(self, mail):
        """Send it to the SMTP receiver of the house."""
        with smtplib.SMTP("127.0.0.1", int(self.house.env["GEHOOR_SMTP_PORT"]), timeout=PATIENCE) as server:
            server.sendmail(self.address, [parseaddr(mail["To"])[1]], mail.as_bytes())

    def letters(self, at_least=0) -> list[EmailMessage]:
        """What this resident got, the oldest first; waits until there are `at_least` so many."""
        wait_until(lambda: len(self._letters()) >= at_least, PATIENCE)
        return self._letters()

    def _letters(self):
        files = sorted((self.house.home / "outgoing-mail").glob("*.eml"), key=_number)
        mails = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [mail for mail in mails if mail["To"] == self.address]


def _number(file):
    return int(file.stem.rpartition("-")[2])
