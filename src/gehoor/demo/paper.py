"""Paper for the demo week: drawn, kept as a scan, and filed as one whose pages were read already, which saves seconds."""

import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

from gehoor.channels.letter.models import Page
from gehoor.channels.letter.reading.marks import OURS
from gehoor.conversations import reply_token
from gehoor.conversations.models import Blob, Contact
from gehoor.postroom import channel, reading
from gehoor.postroom.models import Arrival


def deliver(step, conversation, moment) -> Contact:
    """Take in a scan of this text, answering a letter of ours in `conversation`; the contact it became."""
    text = step["text"].strip()
    page = _drawn(text)
    original = _file(page, "JPEG")
    arrival = Arrival.objects.create(
        channel="letter", source="demo", digest=Arrival.digest_of(original), original=original, size=len(original),
        arrived_at=moment, envelope={"name": step["file"]},
    )
    token = reply_token.issue(conversation.pk, conversation.person_id).upper()
    Page.objects.create(
        arrival=arrival, number=1, text=text, confidence=93.0, codes=[OURS + token], picture=Blob.keep(_file(page, "WEBP")),
    )
    reading.read_one(arrival.pk)
    arrival.refresh_from_db()
    if arrival.contact is None:
        raise ValueError(f"demo letter was not filed: {arrival.problem}")
    return arrival.contact


def write(step, conversation, by) -> Contact:
    """A letter of ours that lies ready to print, once the worker made it."""
    address = conversation.person.addresses.get(kind="postal").value
    delivery = channel.get("letter").compose(conversation, by=by, text=step["text"].strip(), to=address)
    return delivery.message.contact


def _drawn(text) -> Image.Image:
    """A sheet of A4 at 100 dots per inch, with the text in type and the grey of a scanner."""
    sheet = Image.new("RGB", (827, 1169), "#fbfaf6")
    pen, top = ImageDraw.Draw(sheet), 90
    for paragraph in text.splitlines():
        for line in textwrap.wrap(paragraph, 62) or [""]:
            pen.text((90, top), line, font=ImageFont.load_default(20), fill="#23211d")
            top += 30
    return sheet.rotate(0.6, fillcolor="#efece4", resample=Image.Resampling.BICUBIC)


def _file(picture, kind) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, quality=70)
    return file.getvalue()
