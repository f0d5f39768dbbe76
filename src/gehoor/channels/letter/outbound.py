"""Letters out: written, made into a PDF, printed, and put in the post by an employee who says so."""

from io import BytesIO

import pypdfium2
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import links
from gehoor.core import events
from gehoor.core.paper import NoPaper
from gehoor.postroom import answer, standard_texts
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Delivery, StandardText
from gehoor.postroom.receive import attach
from gehoor.postroom.send import Failed

from . import paper, state
from .models import Posting

LETTER = "letter"  # content id of the PDF among the files of a message
PDF = "application/pdf"


def compose(config, conversation, *, by, text, files=(), to="", subject="", cites=()):
    """As `ChannelConfig.compose`, with a subject as paper has it."""
    subject = subject or paper.plain_subject(conversation.subject) or _("Your question")
    return answer.compose(config, conversation, by=by, text=text, files=files, to=to, subject=subject, cites=cites)


def compose_summary(config, conversation, *, by, text, to=""):
    """As `ChannelConfig.send_summary`, in words that fit paper."""
    values = standard_texts.values(conversation, summary=text.strip(), employee=str(by))
    subject, body = standard_texts.render(StandardText.Key.LETTER_SUMMARY, values)
    return compose(config, conversation, by=by, text=body, to=to, subject=subject)


def make(delivery):
    """Put the PDF with its message, once however often this runs. Raises `Failed`."""
    message = delivery.message
    if message.attachments.filter(content_id=LETTER).exists():
        return
    contact = message.contact
    try:
        pdf = paper.letter(
            message.conversation, contact.person, address=delivery.address, subject=message.subject, text=message.text,
            by=contact.employee, at=contact.at, has_link=links.goes_along(message.conversation, contact.automatic),
        )
    except NoPaper as error:
        raise Failed(state.no_paper(), permanent=False) from error
    attach(message, [InboundFile(_("letter-%(reference)s.pdf") % {"reference": message.conversation.reference}, PDF, pdf, LETTER)])


def pile(deliveries, *, both_sides: bool) -> bytes:
    """All these letters with their PDF enclosures as one PDF; printed on both sides each begins on a new sheet.

    The link of a letter is put on it here, as with mail when it is handed over. Raises `NoPaper`.
    """
    whole, linked = pypdfium2.PdfDocument.new(), []
    for delivery in deliveries:
        link = links.goes_along_with(delivery.message)
        if link and links.url_of(link):
            linked.append((len(whole), paper.Stamp.of(link)))
        for file in sorted(enclosed(delivery), key=lambda file: file.content_id != LETTER):
            part = pypdfium2.PdfDocument(bytes(file.blob.content))
            whole.import_pages(part)
            part.close()
        if both_sides and len(whole) % 2:
            whole.new_page(595, 842)  # A4 in points
    return _stamped(whole, linked)


def shown_before(conversation, *, address, subject, text, by) -> bytes:
    """The letter as it will be printed, with a code that opens nothing. Raises `NoPaper`."""
    has_link = links.goes_along(conversation)
    pdf = paper.letter(
        conversation, conversation.person, address=address, subject=subject, text=text, by=by, has_link=has_link
    )
    return _stamped(pypdfium2.PdfDocument(pdf), [(0, paper.sample())]) if has_link else pdf


def _stamped(whole, stamps) -> bytes:
    """The PDF with a stamp laid over each of these pages: (index, `Stamp`)."""
    if stamps:
        over = pypdfium2.PdfDocument(paper.stamps([stamp for _index, stamp in stamps]))
        for number, (index, _stamp) in enumerate(stamps):
            page = whole[index]
            if not _has_room(page):
                continue
            page.insert_obj(over.page_as_xobject(number, whole).as_pageobject())
            page.gen_content()
            page.close()
        over.close()
    target = BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()


def _has_room(page) -> bool:
    """Whether nothing is written where the stamp goes: a letter that was made when no link would go along has none."""
    words = page.get_textpage()
    try:
        return not words.get_text_bounded(*paper.ROOM).strip()
    finally:
        words.close()


def enclosed(delivery) -> list:
    """The PDFs of this message that can be opened, the letter among them."""
    files = [file for file in delivery.message.attachments.all() if file.content_type == PDF]
    return [file for file in files if file.content_id == LETTER or _opens(file)]


def _opens(file) -> bool:
    try:
        pypdfium2.PdfDocument(bytes(file.blob.content)).close()
    except pypdfium2.PdfiumError:  # locked with a password, or damaged: the employee prints it by hand
        return False
    return True


def post(deliveries, *, by) -> int:
    """Write down that these letters went into the post; returns how many. One that is posted already stays as it is."""
    return sum(_post(delivery, by) for delivery in deliveries)


@transaction.atomic
def _post(delivery, by) -> bool:
    ready = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.READY)
    if not ready.update(state=Delivery.State.SENT, sent_at=timezone.now()):
        return False
    Posting.objects.create(delivery=delivery, by=by)
    events.record("delivery.posted", conversation_id=delivery.message.conversation_id, actor=by, delivery=delivery.pk)
    return True


@transaction.atomic
def take_from_post(posting, *, by) -> bool:
    """Undo of `post`: it lies ready to print again. False where somebody did so already."""
    if not Posting.objects.filter(pk=posting.pk).delete()[0]:
        return False
    delivery = posting.delivery
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.READY, sent_at=None)
    events.record("delivery.unposted", conversation_id=delivery.message.conversation_id, actor=by, delivery=delivery.pk)
    return True
