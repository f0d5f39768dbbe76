"""A scan becomes a letter in a conversation, or several; what cannot be read waits for a human."""

from pathlib import Path

import pytest

from gehoor.channels.letter.models import Page, Reading
from gehoor.channels.letter.reading import bundle
from gehoor.conversations import reply_token
from gehoor.conversations.models import Contact, Conversation, Message
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival
from gehoor.search import finding
from gehoor.search.asked import Asked

from . import paper

SAMPLES = Path(__file__).parent / "samples"
SHEET = {"text": "", "confidence": None, "codes": ["GEHOOR:SEPARATOR"]}


def token_of(conversation) -> str:
    return "GEHOOR:" + reply_token.issue(conversation.pk, conversation.person_id).upper()


def test_it_works(scan, cast):
    arrival = scan(paper.letter(), "brief.pdf")

    assert arrival.state == Arrival.State.FILED
    message = arrival.contact.messages.get()
    assert "Al drie weken ligt de stoep vol met bladeren." in message.text
    assert message.conversation.subject == "bladkorf in de Lindelaan"
    assert message.conversation.team == cast.teams.open and message.conversation.person.name == ""
    assert message.notice == "" and not message.reading.needs_human
    assert [(file.name, file.inline) for file in message.attachments.all()] == [("brief.pdf", False), ("1.webp", True)]
    assert not Page.objects.exists()


def test_what_stands_on_paper_is_found_by_its_words(read_pages, cast):
    arrival = read_pages({"text": "Betreft: een ligplaats\nMijn sloep past in de Kromme Vaart."}, {"text": "Bijlage: vaarbewijs"})

    found = finding.find(cast.owner, Asked(text="kromme vaart")).hits
    assert [hit.pk for hit in found] == [arrival.contact.conversation_id] and "sloep" in found[0].extract
    assert finding.find(cast.owner, Asked(text="vaarbewijs")).hits
    assert not finding.find(cast.owner, Asked(text="zeilboot")).hits


def test_the_same_scan_twice_changes_nothing(read_pages):
    arrival = read_pages({}, {})
    Arrival.objects.filter(pk=arrival.pk).update(state="waiting")
    Page.objects.bulk_create(
        Page(arrival=arrival, number=number, text=paper.LETTER, confidence=92, picture_id=blob_of(arrival)) for number in (1, 2)
    )
    reading.read_one(arrival.pk)

    assert Arrival.objects.get().state == Arrival.State.KNOWN
    assert Contact.objects.count() == Message.objects.count() == Reading.objects.count() == 1


def blob_of(arrival):
    return arrival.contact.messages.get().attachments.filter(inline=True).first().blob_id


def test_photos_of_one_letter_stand_with_it_as_they_came(read_pages):
    original = bundle.make([("IMG_1.png", paper.scrawl()), ("IMG_2.HEIC", (SAMPLES / "iphone.heic").read_bytes())])
    message = read_pages({}, {"text": "Nog een bladzijde."}, original=original).contact.messages.get()

    assert "bladkorf" in message.text and "Nog een bladzijde." in message.text
    assert [(file.name, file.content_type) for file in message.attachments.filter(inline=False)] == [
        ("IMG_1.png", "image/png"), ("IMG_2.HEIC", "image/heic")]
    assert message.attachments.filter(inline=True).count() == 2


def test_separator_sheets_cut_a_batch(read_pages, cast, pages_of):
    to_groen = {**SHEET, "codes": ["GEHOOR:SEPARATOR:GROEN"]}
    arrival = read_pages({"text": "Betreft: de eerste"}, SHEET, {"text": "Betreft: de tweede"}, {}, SHEET, to_groen, {}, SHEET)

    letters = list(Message.objects.order_by("pk"))
    assert [len(message.reading.page_texts) for message in letters] == [1, 2, 1]
    assert [pages_of(message.attachments.get(inline=False)) for message in letters] == [1, 2, 1]
    assert [message.conversation.subject for message in letters[:2]] == ["de eerste", "de tweede"]
    assert [message.conversation.team for message in letters] == [cast.teams.open, cast.teams.open, cast.teams.other]
    assert len({message.conversation.person_id for message in letters}) == 3
    assert arrival.contact is None, "who sees one letter must not be able to open the batch"


def test_only_separator_sheets(read_pages):
    arrival = read_pages(SHEET, SHEET)

    assert arrival.state == Arrival.State.UNREADABLE and arrival.problem
    assert not Contact.objects.exists()


def test_our_qr_ties_it_to_the_conversation(read_pages, told):
    conversation = told()
    conversation.close(by=None, solved=True)
    arrival = read_pages({"codes": [token_of(conversation)]}, {"codes": [token_of(conversation)]})

    assert arrival.contact.conversation == conversation and arrival.contact.person == conversation.person
    conversation = Conversation.objects.get(pk=conversation.pk)
    assert not conversation.is_closed and conversation.waiting_for == "us"


@pytest.mark.parametrize("code", [
    "https://example.nl/menu", "GEHOOR:", "GEHOOR:" + "A" * 28, "GEHOOR:" + "7" * 5000, "GEHOOR:É", "{token}x", "x{token}",
])
def test_a_foreign_or_forged_qr_ties_nothing(read_pages, told, code):
    conversation = told()
    token = token_of(conversation).removeprefix("GEHOOR:")
    arrival = read_pages({"codes": [code.format(token=token)]})

    assert arrival.state == Arrival.State.FILED
    assert arrival.contact.conversation != conversation and arrival.contact.person != conversation.person


def test_a_token_with_a_letter_changed_ties_nothing(read_pages, told):
    conversation = told()
    token = token_of(conversation)
    arrival = read_pages({"codes": [token[:20] + ("A" if token[20] != "A" else "B") + token[21:]]})

    assert arrival.contact.conversation != conversation


def test_two_letters_of_ours_along_tie_nothing(read_pages, told):
    one, other = told(), told(address="piet@voorbeeld.example")
    arrival = read_pages({"codes": [token_of(one)]}, {"codes": [token_of(other)]})

    assert arrival.contact.conversation not in (one, other)


def test_a_token_of_who_is_gone_ties_nothing(read_pages):
    gone = "GEHOOR:" + reply_token.issue(987654, 987654).upper()

    assert read_pages({"codes": [gone]}).state == Arrival.State.FILED


def test_a_printed_reference_is_only_a_hint(read_pages, told):
    conversation = told()
    arrival = read_pages({"text": f"{paper.LETTER}\nUw kenmerk: {conversation.reference}"})

    assert arrival.contact.conversation != conversation
    assert arrival.contact.conversation.split_from == conversation
    assert arrival.contact.person != conversation.person


@pytest.mark.parametrize("scanned", [
    {"text": "~ ~ ;", "confidence": 20.0}, {"text": "", "confidence": None}, {"text": "Ja", "confidence": 96.0},
    {"text": "", "confidence": None, "had_reader": False},
])
def test_what_cannot_be_read_waits_for_a_human(read_pages, cast, scanned):
    message = read_pages(scanned).contact.messages.get()

    assert message.notice and message.reading.needs_human
    assert list(Reading.objects.to_do(cast.owner)) == [message.reading]
    assert list(Reading.objects.to_do(cast.insider)) == list(Reading.objects.to_do(cast.owner))
    assert not Reading.objects.to_do(cast.admin).exists()


def test_one_page_that_is_scrawled_makes_the_letter_wait(read_pages):
    assert read_pages({}, {"text": "w v w", "confidence": 31.0}).contact.messages.get().reading.needs_human


@pytest.mark.parametrize("original", [
    b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.4 " + b"\0" * 3000, b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"hallo", b"GIF89a" + b"\0" * 100,
], ids=["nothing", "hollow PDF", "PDF of zeros", "broken PNG", "text", "other picture"])
def test_what_cannot_be_opened_stays_visible(scan, cast, original):
    arrival = scan(original)

    assert arrival.state == Arrival.State.UNREADABLE
    assert arrival.problem.endswith(".") and "Error" not in arrival.problem
    assert arrival in Arrival.objects.visible_to(cast.owner).unreadable()
    assert not Contact.objects.exists()


def test_half_a_pdf_stays_whole_as_original(scan):
    half = paper.letter()[:-900]
    arrival = scan(half)

    assert bytes(arrival.original) == half and arrival.state == Arrival.State.UNREADABLE


def test_too_many_pages(scan):
    arrival = scan(paper.blank(201))

    assert arrival.state == Arrival.State.UNREADABLE and "200" in arrival.problem


def test_too_large_a_file_is_not_opened(scan, settings):
    settings.LETTER_READ_LIMIT = 1000

    assert scan(paper.blank(2) + b"%" * 1000).state == Arrival.State.UNREADABLE


def test_a_crash_between_pages_costs_no_page(read_pages, cast, scan):
    """What was read before is not read again: the words of a page that only the database has are kept."""
    arrival = read_pages({"text": "Deze bladzijde stond er al voor de stroom uitviel, en is gelezen."})

    assert arrival.contact.messages.get().text.startswith("Deze bladzijde stond er al")
