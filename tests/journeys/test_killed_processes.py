"""Five hundred mails come in while worker, web, intake and PostgreSQL are killed in turn: nothing lost, nothing doubled.

The sender does what mail servers do (RFC 5321 4.5.4): where it was not told 250, it keeps the mail and tries again.
"""

import signal
import smtplib
import subprocess
import threading
import time
from email.message import EmailMessage
from pathlib import Path

import psycopg
import pytest

from gehoor.config.database import connection
from gehoor.config.database.cluster import ready_pid
from gehoor.config.tests.processes import wait_until
from gehoor.config.tests.test_start_the_house import House

MAILS = 500
PATIENCE = 600  # seconds; a busy machine reads five hundred mails in some minutes
COUNT = {
    "arrivals": "SELECT count(*) FROM postroom_arrival WHERE source = 'smtp'",
    "filed": "SELECT count(*) FROM postroom_arrival WHERE source = 'smtp' AND state = 'filed'",
    "contacts": "SELECT count(*) FROM conversations_contact WHERE address LIKE '%@lawine.example' AND direction = 'in'",
    "conversations": "SELECT count(*) FROM conversations_conversation WHERE subject LIKE 'Lawine %'",
    "sent": "SELECT count(*) FROM postroom_delivery WHERE address LIKE '%@lawine.example' AND state = 'sent'",
}


def write(number) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"Bewoner {number} <bewoner{number}@lawine.example>"
    mail["To"] = "gemeente@merelveld.example"
    mail["Subject"] = f"Lawine {number}"
    mail["Message-ID"] = f"<lawine-{number}@lawine.example>"
    mail.set_content(f"Bericht nummer {number}.\n")
    return mail


def send_all(port, numbers, sent):
    """Hand every mail over, each until the receiver says 250."""
    for number in numbers:
        deadline = time.monotonic() + PATIENCE
        while number not in sent:
            try:
                with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
                    server.send_message(write(number))
                sent.add(number)
            except (OSError, smtplib.SMTPException):
                assert time.monotonic() < deadline, f"mail {number} was never accepted"
                threading.Event().wait(0.05)


def children_of(process) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in listed]


def count(house) -> dict[str, int]:
    info = connection.read(house.home)
    with psycopg.connect(host=info.host, user=info.user, password=info.password, dbname=info.dbname) as database:
        return {name: database.execute(query).fetchone()[0] for name, query in COUNT.items()}


def counted(house, name, at_least):
    def fact():
        try:
            return count(house)[name] >= at_least
        except psycopg.OperationalError:
            return False  # PostgreSQL is the one that was killed

    return fact


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled(tmp_path):
    house = House(tmp_path)
    sent: set[int] = set()
    try:
        house.start()
        port = int(house.env["GEHOOR_SMTP_PORT"])
        senders = [
            threading.Thread(target=send_all, args=(port, range(half, MAILS, 2), sent), daemon=True) for half in (0, 1)
        ]
        for sender in senders:
            sender.start()
        killed = kill_in_turn(house, sent)
        for sender in senders:
            sender.join(PATIENCE)
        assert len(sent) == MAILS
        assert killed >= 6, "the processes were meant to be killed while mail came in"
        wait_until(counted(house, "sent", MAILS), PATIENCE)
        assert count(house) == dict.fromkeys(COUNT, MAILS)
        assert acknowledged(house) == MAILS
    finally:
        house.process.kill()
        house.process.wait()


def kill_in_turn(house, sent) -> int:
    """Every child of the supervisor and the database, one after the other, while mail keeps coming; how many died."""
    killed = 0
    for turn in range(8):
        wait_until(lambda goal=(turn + 1) * MAILS // 10: len(sent) >= goal, PATIENCE)
        if turn % 4 == 3:
            victim = ready_pid(house.home)
        else:
            alive = sorted(children_of(house.process))
            victim = alive[turn % len(alive)] if alive else None
        if victim:
            done = subprocess.run(["kill", f"-{int(signal.SIGKILL)}", str(victim)], check=False)
            killed += done.returncode == 0
    return killed


def acknowledged(house) -> int:
    """How many residents got exactly one acknowledgement, by the mails that left."""
    letters = [path.read_text(errors="replace") for path in Path(house.home, "outgoing-mail").rglob("*.eml")]
    times = [sum(f"bewoner{number}@lawine.example" in letter for letter in letters) for number in range(3)]
    assert times == [1, 1, 1]
    return sum("@lawine.example" in letter for letter in letters)
