"""What the soak sends, and what it remembers of it: mails with replies, letters on paper, web forms."""

import http.client
import random
import re
import smtplib
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from gehoor.channels.letter.reading.marks import OURS
from gehoor.channels.letter.tests.paper import letter
from gehoor.channels.webform.suspicion import TOO_QUICK

FORM = "/formulier/afspraak-of-vraag/"
PAGE = re.compile(r'name="page" value="([^"]+)"')
HOST = "soak.example"
AGAIN = 0.1  # seconds before somebody who was not helped tries once more


@dataclass
class Sent:
    """Everything that was handed over and accepted: its key, and the key of the conversation it belongs to."""

    mails: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.mails) + len(self.letters) + len(self.forms)


class Confirmations:
    """The confirmations that residents got, as they lie in the folder for outgoing mail."""

    def __init__(self, home: Path):
        self._folder, self._seen, self._lock = home / "outgoing-mail", set(), threading.Lock()
        self._told: dict[str, list[dict]] = {}

    def look(self) -> None:
        """Open what came since the last look."""
        with self._lock:
            for path in set(self._folder.glob("*.eml")) - self._seen:
                mail = message_from_bytes(path.read_bytes(), policy=policy.default)
                told = {name: str(mail[name]) for name in ("Reply-To", "Message-ID")}
                self._told.setdefault(str(mail["To"]), []).append(told)
                self._seen.add(path)

    def of(self, number: int) -> list[dict]:
        """Reply-To and Message-ID of every mail that this resident had at the last look."""
        return self._told.get(address(number), [])

    def each(self, numbers, until: float):
        """The number of each of these residents as soon as they were told. Raises `AssertionError` where one never is."""
        waiting = set(numbers)
        while waiting:
            assert time.monotonic() < until, f"{len(waiting)} were never told that their mail came in: {sorted(waiting)[:5]}"
            self.look()
            told = {number for number in waiting if self.of(number)}
            yield from sorted(told)
            waiting -= told
            if not told:
                time.sleep(0.3)


def address(number: int) -> str:
    return f"bewoner{number}@{HOST}"


def first_mail(number: int) -> EmailMessage:
    return _mail(number, f"eerste {number}", "gemeente@merelveld.example")


def reply(number: int, confirmation) -> EmailMessage:
    """An answer to the confirmation, as a mail program writes it: to Reply-To, with its Message-ID."""
    mail = _mail(number, f"tweede {number}", confirmation["Reply-To"])
    mail["In-Reply-To"] = mail["References"] = confirmation["Message-ID"]
    return mail


def _mail(number: int, key: str, to: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Bewoner {number} <{address(number)}>", to, f"Soak {number}"
    mail["Message-ID"] = f"<{key.replace(' ', '-')}@{HOST}>"
    mail.set_content(f"Soakmail {key}.\n")
    return mail


def send_mail(port: int, mail: EmailMessage, until: float) -> None:
    """Hand one mail over as mail servers do: again until the receiver says 250 (RFC 5321 4.5.4)."""
    while True:
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=15) as server:
                server.send_message(mail)
            return
        except (OSError, smtplib.SMTPException):
            assert time.monotonic() < until, "a mail was never accepted"
            time.sleep(AGAIN)


def put_letter(folder: Path, number: int, confirmation=None) -> str:
    """A scanned letter in the watched folder; with the code of the conversation where there is a confirmation."""
    token = confirmation["Reply-To"].partition("+")[2].partition("@")[0] if confirmation else ""
    name = f"soakbrief-{number}.pdf"
    pdf = letter(f"Soakbrief {number}\n\nKort bericht over de Lindelaan, nummer {number}.", qr=f"{OURS}{token}" if token else "")
    half = folder / f".{name}"
    half.write_bytes(pdf)
    half.rename(folder / name)
    return name


class FormPage:
    """One resident with one page of the form, who presses send until it is received."""

    def __init__(self, port: int, number: int):
        self.port, self.number = port, number
        self._where = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"  # everyone at home

    def open(self, until: float) -> None:
        status, text = self._ask("GET", until)
        assert status == 200, status
        self._page, self._opened = PAGE.search(text)[1], time.monotonic()

    def send(self, until: float) -> None:
        """Press send, and again where no answer came: the page is the same, so it is one form."""
        time.sleep(max(0.0, self._opened + TOO_QUICK.total_seconds() + 0.5 - time.monotonic()))
        status, _text = self._ask("POST", until, {
            "page": self._page, "action": "send", "q1": "Iets vragen", "q4": f"Soakformulier {self.number}.",
            "q5": f"Invuller {self.number}", "q6": f"formulier{self.number}@{HOST}",
        })
        assert status == 302, status

    def _ask(self, method: str, until: float, answers=None) -> tuple[int, str]:
        """Status and text; whatever is no answer (no connection, an error of the server) is asked again."""
        headers = {"Host": f"localhost:{self.port}", "X-Forwarded-For": self._where}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if answers else {}
        while True:
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                line.request(method, FORM, urllib.parse.urlencode(answers) if answers else None, headers)
                answer = line.getresponse()
                status, text = answer.status, answer.read().decode()
                line.close()
                if status < 500:
                    return status, text
            except (OSError, http.client.HTTPException):
                pass
            assert time.monotonic() < until, "a form was never received"
            time.sleep(AGAIN)


def in_turn(numbers, chance: random.Random) -> list:
    """The same in any order."""
    shuffled = list(numbers)
    chance.shuffle(shuffled)
    return shuffled
