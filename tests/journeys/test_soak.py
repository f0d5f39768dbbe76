"""Mails, letters and forms come in for a long time while processes die at random. Then everything is compared with what
was sent: nothing lost, nothing doubled, nothing in a wrong conversation.

    bin/test --slow tests/journeys/test_soak.py                     a few minutes
    GEHOOR_SOAK=full bin/test --slow tests/journeys/test_soak.py    10,000 mails, 1,000 letters, 1,000 forms: hours
    GEHOOR_SOAK_SEED=7 ...                                          the same deaths in the same order
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass

import psycopg
import pytest

from gehoor.config.database import connection
from gehoor.config.database.cluster import ready_pid
from gehoor.config.tests.test_start_the_house import House

from . import soak
from .test_killed_processes import children_of


@dataclass(frozen=True)
class Size:
    """How much is sent: `replies` of the mails answer a confirmation, half of the letters carry a code.

    `between` two deaths there is time for some work; and `patience` to the end. Seconds.
    """

    mails: int
    replies: int
    letters: int
    forms: int
    between: tuple[float, float]
    patience: float


SIZES = {
    "small": Size(60, 15, 6, 6, (2, 7), 1200), "": Size(600, 150, 60, 60, (2, 7), 3600),
    "full": Size(10_000, 2_500, 1_000, 1_000, (5, 15), 8 * 3600),
}
# What came in, by what was written in it: (key, conversation).
FOUND = {
    "mails": r"SELECT substring(text FROM 'Soakmail ([a-z]+ \d+)'), conversation_id FROM conversations_message "
             r"WHERE text LIKE 'Soakmail %'",
    "letters": r"SELECT a.name, m.conversation_id FROM conversations_attachment a JOIN conversations_message m "
               r"ON m.id = a.message_id WHERE a.name LIKE 'soakbrief-%.pdf'",
    "forms": r"SELECT substring(text FROM 'Soakformulier (\d+)'), conversation_id FROM conversations_message "
             r"WHERE text LIKE '%Soakformulier %' AND contact_id IN "
             r"(SELECT id FROM conversations_contact WHERE direction = 'in')",
}
DONE = "SELECT (SELECT count(*) FROM postroom_arrival WHERE state IN ('filed', 'known')) + " \
       "(SELECT count(*) FROM postroom_delivery WHERE state = 'sent')"
GOES_ON = 5  # things done since the last death before the next: a slow machine dies no faster than it works
LEFT = {
    "unread": "SELECT count(*) FROM postroom_arrival WHERE state NOT IN ('filed', 'known')",
    "unsent": "SELECT count(*) FROM postroom_delivery WHERE state = 'queued'",
    "untold": "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'announce' AND status IN ('todo', 'doing')",
}


class Soak:
    """A running house, residents who send, and a hand that kills."""

    def __init__(self, house: House, size: Size, chance: random.Random):
        self.house, self.size, self.chance = house, size, chance
        self.sent, self.told = soak.Sent(), soak.Confirmations(house.home)
        self.until = time.monotonic() + size.patience
        self.failures: list[str] = []
        self.smtp = int(house.env["GEHOOR_SMTP_PORT"])
        self.letters_in = house.home / "letters-in"

    def run(self) -> int:
        """Send everything while processes die; returns how many died."""
        firsts = range(self.size.mails - self.size.replies)
        senders = [
            threading.Thread(target=self._doing, args=arguments, daemon=True) for arguments in (
                (self._mail, firsts[0::2]), (self._mail, firsts[1::2]),
                (self._reply, self.told.each(range(self.size.replies), self.until)),
                (self._letter, range(1, self.size.letters, 2)),
                (self._letter_with_code, self.told.each(range(0, self.size.letters, 2), self.until)),
                (self._form, range(self.size.forms)),
            )
        ]
        for sender in senders:
            sender.start()
        killed, done = 0, 0
        while any(sender.is_alive() for sender in senders) and not self.failures:
            time.sleep(self.chance.uniform(*self.size.between))
            assert self.house.process.poll() is None, self.house.said()
            if (now := self._done()) >= done + GOES_ON:
                done, killed = now, killed + self._kill_one()
        assert not self.failures, self.failures[:3]
        return killed

    def _doing(self, deed, numbers):
        try:
            for number in numbers:
                deed(number)
        except Exception as error:  # noqa: BLE001 - a thread tells its test
            self.failures.append(f"{deed.__name__}: {error!r}")

    def _mail(self, number):
        soak.send_mail(self.smtp, soak.first_mail(number), self.until)
        self.sent.mails[f"eerste {number}"] = f"resident {number}"

    def _reply(self, number):
        soak.send_mail(self.smtp, soak.reply(number, self.told.of(number)[0]), self.until)
        self.sent.mails[f"tweede {number}"] = f"resident {number}"

    def _letter(self, number):
        self.sent.letters[soak.put_letter(self.letters_in, number)] = f"letter {number}"

    def _letter_with_code(self, number):
        self.sent.letters[soak.put_letter(self.letters_in, number, self.told.of(number)[0])] = f"resident {number}"

    def _form(self, number):
        page = soak.FormPage(self.house.port, number)
        page.open(self.until)
        page.send(self.until)
        self.sent.forms[str(number)] = f"form {number}"

    def _kill_one(self) -> bool:
        """One process of the house, the database as often as any other."""
        victims = {*children_of(self.house.process), ready_pid(self.house.home)} - {None}
        try:
            os.kill(self.chance.choice(sorted(victims)), signal.SIGKILL)
        except (IndexError, ProcessLookupError):  # all are dead just now, or this one is
            return False
        return True

    def _done(self) -> int:
        """How much was filed and sent; 0 while the database is dead."""
        try:
            return self.ask(DONE)[0][0]
        except psycopg.OperationalError:
            return 0

    def ask(self, query: str) -> list:
        info = connection.read(self.house.home)
        with psycopg.connect(host=info.host, user=info.user, password=info.password, dbname=info.dbname) as database:
            return database.execute(query).fetchall()

    def wait_until_done(self):
        """Until nothing waits to be read, told or sent. Raises `AssertionError` with what does."""
        while left := self._left():
            assert time.monotonic() < self.until, left
            assert self.house.process.poll() is None, self.house.said()
            time.sleep(1)

    def _left(self) -> dict[str, int]:
        try:
            left = {what: self.ask(query)[0][0] for what, query in LEFT.items()}
        except psycopg.OperationalError:
            return {"database": 1}  # the last one that was killed
        left["in the folder"] = len(list(self.letters_in.glob("*.pdf")))
        return {what: count for what, count in left.items() if count}

    def compare(self) -> dict[str, object]:
        """What is lost, doubled, or in a wrong conversation; all empty where everything is well."""
        wrong: dict[str, object] = {}
        story_of: dict[str, set] = {}
        for kind, query in FOUND.items():
            sent, found = getattr(self.sent, kind), self.ask(query)
            times = Counter(key for key, _conversation in found)
            wrong[f"{kind} lost"] = sorted(sent.keys() - times.keys())
            wrong[f"{kind} doubled"] = sorted(key for key, count in times.items() if count > 1)
            wrong[f"{kind} that nobody sent"] = sorted(times.keys() - sent.keys())
            for key, conversation in found:
                story_of.setdefault(sent.get(key, key), set()).add(conversation)
        wrong["torn apart"] = sorted(story for story, there in story_of.items() if len(there) > 1)
        together = Counter(conversation for there in story_of.values() for conversation in there)
        wrong["thrown together"] = sorted(conversation for conversation, count in together.items() if count > 1)
        self.told.look()
        firsts = range(self.size.mails - self.size.replies)
        wrong["told other than once"] = [number for number in firsts if len(self.told.of(number)) != 1]
        return {what: which for what, which in wrong.items() if which}


@pytest.mark.slow
def test_nothing_is_lost_doubled_or_in_a_wrong_conversation(tmp_path):
    size = SIZES[os.environ.get("GEHOOR_SOAK", "")]
    seed = int(os.environ.get("GEHOOR_SOAK_SEED") or random.SystemRandom().randrange(10_000))
    house = House(tmp_path)
    try:
        house.start()
        soaking = Soak(house, size, random.Random(seed))
        killed = soaking.run()
        soaking.wait_until_done()
        print(f"seed {seed}: {len(soaking.sent)} sent, {killed} processes killed")
        assert soaking.compare() == {}, f"with GEHOOR_SOAK_SEED={seed}"
        assert len(soaking.sent) == size.mails + size.letters + size.forms
        assert killed >= 5, "processes were meant to die"
    finally:
        house.process.kill()
        house.process.wait()
