"""A seeded stream of ordinary mail to a municipality: plain, HTML, replies, attachments, odd charsets."""

import email
import email.policy
import random
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

FIRST = ["Fatima", "Bram", "Noor", "Sanne", "Kees", "Priya", "Tom", "Gerda", "Mohamed", "Yasmina", "Henk", "Ria", "Aleksandra", "Lisa", "Johan", "Anke"]
LAST = ["de Wit", "Haddad", "Jansen", "Bouwmeester", "Ramdin", "Willems", "Smit", "Aydin", "Post", "Hoekstra", "van Rijn", "de Groot", "Bakker"]
SUBJECTS = ["Container niet geleegd", "Paspoort", "Verhuizing doorgeven", "Boom voor de deur", "Parkeervergunning", "Café-terras"]
WORDS = ["ik", "wij", "de", "het", "een", "straat", "afval", "container", "gemeente", "vergunning", "aanvraag", "gisteren", "vandaag", "brief", "bezwaar", "formulier", "medewerker", "telefoon", "afspraak", "graag", "antwoord", "omdat", "wanneer", "huis", "buren", "kinderen", "fiets", "lantaarn", "café", "coördinatie"]
START = datetime(2026, 11, 2, 8, tzinfo=UTC)


def make(count: int, seed: int = 1) -> list[bytes]:
    """`count` mails of 2 to 50 kB (median near 5), a fifth of them replies to an earlier mail of the same sender."""
    rng = random.Random(seed)
    sent: list[tuple[str, str, str]] = []
    return [_one(rng, number, seed, sent) for number in range(count)]


def parse_standard(original: bytes):
    """The peer: the standard library's parse with headers, bodies and attachments."""
    mail = email.message_from_bytes(original, policy=email.policy.default)
    [str(value) for value in mail.values()]
    for part in mail.walk():
        if not part.is_multipart():
            part.get_content()


def milliseconds_a_parse(count=60) -> float:
    """What `parse_standard` takes here and now; beside `trial.REFERENCE_MS` it tells how fast this machine is."""
    originals = make(count, seed=3)
    for original in originals[:5]:
        parse_standard(original)
    begin = time.perf_counter()
    for original in originals:
        parse_standard(original)
    return (time.perf_counter() - begin) * 1000 / count


def _one(rng, number, seed, sent) -> bytes:
    mail = EmailMessage()
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    address = f"{name.lower().replace(' ', '.')}.{seed}.{rng.randrange(10**6)}@voorbeeld.example"
    subject = f"{rng.choice(SUBJECTS)} {rng.randrange(1000)}"
    mail_id = f"<{seed}-{number}-{rng.randrange(10**9)}@voorbeeld.example>"
    if sent and rng.random() < 0.2:
        name, address, earlier = rng.choice(sent)
        mail["References"] = mail["In-Reply-To"] = earlier
        subject = f"Re: {subject}"
    mail["From"], mail["To"] = f'"{name}" <{address}>', "Gemeente Merelveld <gemeente@merelveld.example>"
    mail["Subject"], mail["Message-ID"] = subject, mail_id
    mail["Date"] = format_datetime(START + timedelta(seconds=number))
    for hop in range(4):
        mail["Received"] = f"from mx{hop}.voorbeeld.example by mx{hop + 1}.voorbeeld.example with ESMTPS id {number:x}"
    _body(rng, mail, name)
    sent.append((name, address, mail_id))
    return mail.as_bytes()


def _body(rng, mail, name):
    paragraphs = [" ".join(rng.choices(WORDS, k=rng.randrange(20, 90))).capitalize() + "." for _ in range(3)]
    text = "Goedemorgen,\n\n" + "\n\n".join(paragraphs) + f"\n\nMet vriendelijke groet,\n{name}\n"
    mail.set_content(text, charset=rng.choice(["utf-8", "utf-8", "iso-8859-1"]))
    if rng.random() < 0.7:
        blocks = "".join(f'<p class="MsoNormal"><span>{part}</span></p>' for part in text.split("\n\n"))
        style = "<style>p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:Calibri}</style>" * 4
        mail.add_alternative(f"<html><head>{style}</head><body>{blocks}</body></html>", subtype="html")
    if rng.random() < 0.1:
        mail.add_attachment(rng.randbytes(30_000), maintype="image", subtype="jpeg", filename=f"foto {name}.jpg")
