"""Real mail for the demo week: written as messages and taken in as originals, like any other mail."""

import struct
import zlib
from email.message import EmailMessage
from email.utils import format_datetime

from gehoor.channels.email.models import ensure_default_mailbox
from gehoor.conversations import reply_token
from gehoor.conversations.models import Contact, Message
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival


def message_id(number) -> str:
    return f"<demo-{number}@merelveld.example>"


def make_mailboxes(story, teams):
    """The organisation's address and those of its teams."""
    organisation = story["organisation"]
    ensure_default_mailbox(organisation["address"], organisation["name"], teams["klantcontact"])
    for row in story["team"]:
        if row.get("address"):
            ensure_default_mailbox(row["address"], f"{organisation['name']}, {row['name']}", teams[row["slug"]])

def deliver(row, step, conversation, moment, story) -> Contact:
    """Write this step as a mail and take it in; the contact it became."""
    original = _mail(row, step, conversation, moment, story).as_bytes()
    arrival = Arrival.objects.create(
        channel="email", source="demo", digest=Arrival.digest_of(original), original=original, size=len(original),
        arrived_at=moment, envelope={"acknowledge": False},
    )
    reading.read_one(arrival.pk)
    arrival.refresh_from_db()
    if arrival.contact is None:
        raise ValueError(f"demo mail was not filed: {arrival.problem}")
    return arrival.contact


def _mail(row, step, conversation, moment, story) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f'"{row["name"]}" <{row["email"]}>'
    mail["To"] = _to(step, conversation, story)
    mail["Subject"] = row["subject"] if conversation is None else f"Re: {row['subject']}"
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{zlib.crc32(step['text'].encode()):08x}@{row['email'].rpartition('@')[2]}>"
    earlier = Message.objects.filter(conversation=conversation).exclude(message_id="").last() if conversation else None
    if earlier:
        mail["In-Reply-To"] = mail["References"] = earlier.message_id
    mail.set_content(step["text"].strip())
    if step.get("html"):
        paragraphs = "".join(f"<p>{part}</p>" for part in step["text"].strip().split("\n\n"))
        mail.add_alternative(f'<html><body>{paragraphs}<img src="https://tracker.example/p.gif"></body></html>', "html")
    if name := step.get("file"):
        kind = ("image", "png", _picture()) if name.endswith(".png") else ("application", "pdf", PDF)
        mail.add_attachment(kind[2], kind[0], kind[1], filename=name)
    return mail


def _to(step, conversation, story) -> str:
    """The organisation, or the reply address that this person got from us."""
    address = step.get("to", story["organisation"]["address"])
    if conversation is None:
        return address
    name, _, host = address.partition("@")
    return f"{name}+{reply_token.issue(conversation.pk, conversation.person_id)}@{host}"


def acknowledgement(row, story) -> str:
    """What the person got back at once."""
    greeting = f"Beste {row['name']}," if row["name"] else "Beste lezer,"
    organisation = story["organisation"]
    return (
        f"{greeting}\n\nDank u wel voor uw bericht. We hebben het goed ontvangen en een collega leest het vandaag of "
        f"morgen. U hoeft niets te doen.\n\nWilt u er iets aan toevoegen? Antwoord gewoon op deze mail. Liever bellen? "
        f"Dat kan: {organisation['phone']}.\n\nMet vriendelijke groet,\n{organisation['name']}"
    )


def _picture(width=320, height=200) -> bytes:
    """A PNG of an autumn pavement: sky, leaves and stone in bands (PNG, third edition, section 11)."""
    rows = b""
    for y in range(height):
        colour = (196, 214, 222) if y < 60 else (176, 112, 52) if (y // 7) % 3 else (150, 146, 138)
        rows += b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    packed = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 58>>stream\nBT /F1 18 Tf 60 200 Td (Bewijs van aangifte, kopie) Tj ET    \nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
