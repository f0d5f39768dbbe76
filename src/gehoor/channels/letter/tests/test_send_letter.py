"""An answer by letter: made as PDF with our QR, printed in a pile, posted by hand, and taken back."""

import io

import pypdfium2
import pytest
from PIL import Image

from gehoor.channels.letter import outbound, paper
from gehoor.channels.letter.models import Posting
from gehoor.channels.letter.reading import marks
from gehoor.conversations import links, reply_token
from gehoor.conversations.models import Link
from gehoor.core import organisation
from gehoor.core import paper as core_paper
from gehoor.core.models import Event
from gehoor.people import register
from gehoor.people.models import DigitalAddress
from gehoor.postroom import channel, send
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Delivery

from .paper import blank

ADDRESS = "Lindelaan 12, 3999 AB Merelveld"
TEXT = "Beste mevrouw El Idrissi,\n\nVrijdag komt er een bladkorf."
PRINTING = "/channels/letter/print/"


@pytest.fixture
def conversation(told, cast):
    conversation = told(subject="Re: Bladkorf in de Lindelaan")
    register.add_address(conversation.person, "Lindelaan 12\n3999ab Merelveld", by=cast.owner)
    return conversation


@pytest.fixture
def write(conversation, cast):
    """Write a letter and have it made: `write(text, files)` returns its `Delivery`."""

    def write(text=TEXT, files=(), to=ADDRESS):
        delivery = channel.get("letter").compose(conversation, by=cast.owner, text=text, to=to, files=files)
        send.deliver(delivery.pk)
        delivery.refresh_from_db()
        return delivery

    return write


def words_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def letter_of(delivery) -> bytes:
    return bytes(delivery.message.attachments.get(content_id=outbound.LETTER).blob.content)


def test_it_works(write, conversation):
    house = organisation.current()
    house.name, house.phone, house.visit = "Gemeente Merelveld", "14 0999", "Marktplein 1, Merelveld"
    house.save()
    delivery = write()

    assert delivery.state == Delivery.State.READY and delivery.address == ADDRESS
    said = words_of(letter_of(delivery))
    for words in ("Fatima El Idrissi", "Lindelaan 12", "3999 AB Merelveld", "Vrijdag komt er een bladkorf.", "14 0999",
                  "Marktplein 1", conversation.reference, "Met vriendelijke groet,", "Bram de Wit", "Gemeente Merelveld"):
        assert words in said, words
    assert "Re:" not in said
    page = pypdfium2.PdfDocument(letter_of(delivery))[0].render(scale=150 / 72).to_pil()
    [code] = marks.codes(page)
    assert reply_token.read(code.removeprefix(marks.OURS).lower()) == (conversation.pk, conversation.person_id)


def test_the_job_that_runs_twice_makes_one_letter(write):
    delivery = write()
    Delivery.objects.update(state="queued")
    send.deliver(delivery.pk)

    assert delivery.message.attachments.count() == 1


def test_who_said_goodbye_is_not_made_to_do_it_again(write):
    assert words_of(letter_of(write(f"{TEXT}\n\nHartelijke groeten,\nBram"))).count("groet") == 1


def test_what_people_typed_is_text_and_fetches_nothing(write):
    """A page of the text that asks for an address of ours, or of the world, would show it here."""
    said = words_of(letter_of(write('<img src="http://127.0.0.1:1/x"> <b>vet</b> {{ 7|add:7 }}')))

    assert '<img src="http://127.0.0.1:1/x"> <b>vet</b> {{ 7|add:7 }}' in " ".join(said.split())


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "https://example.nl/x.png", "file:///etc/passwd", "data:text/plain,x", "ftp://x/"])
def test_paper_is_made_of_what_we_have(url):
    with pytest.raises(ValueError):
        core_paper._fetcher().fetch(url)


def test_the_house_style_colours_it(tmp_path, settings):
    (tmp_path / "eigen.css").write_text("/* --gehoor-accent: #000000; */ :root { --gehoor-accent: #154273; }")
    settings.STATICFILES_DIRS = [tmp_path]
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()
    assert paper.accent("eigen.css") == "#154273" and paper.accent("") == paper.ACCENT
    finders.get_finder.cache_clear()


def printed(client, delivery, **more) -> bytes:
    return client.post(f"{PRINTING}download/", {"letter": [delivery.pk], **more}).content


def test_what_is_printed_brings_the_link_and_what_we_keep_does_not(write, as_employee, cast, conversation):
    delivery, client = write(), as_employee(cast.owner)
    pdf = printed(client, delivery)

    link = Link.objects.get()
    assert link.person == conversation.person and links.typed(links.code_of(link)) == link
    assert links.code_of(link) in words_of(pdf) and links.place() in words_of(pdf)
    codes = marks.codes(pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil())
    assert sorted(code.startswith(marks.OURS) for code in codes) == [False, True] and links.url_of(link) in codes
    assert links.code_of(link) not in words_of(letter_of(delivery))
    assert printed(client, delivery, one=delivery.pk).startswith(b"%PDF") and Link.objects.count() == 1


def test_no_link_where_none_may_go_along(write, as_employee, cast, conversation):
    conversation.is_confidential = True
    conversation.save()
    conversation.grants.create(employee=cast.owner, by=cast.owner)
    pdf = printed(as_employee(cast.owner), write())

    assert "Lees en schrijf verder" not in words_of(pdf) and not Link.objects.exists()


def test_a_link_is_never_laid_over_words(write, as_employee, cast, conversation):
    """The letter was made while the conversation was confidential, and is printed when it is not any more."""
    conversation.is_confidential = True
    conversation.save()
    delivery = write(f"{TEXT}\n\n" * 15)
    conversation.is_confidential = False
    conversation.save()

    assert "Lees en schrijf verder" not in words_of(printed(as_employee(cast.owner), delivery))


def test_a_link_is_sent_on_paper_to_who_has_no_mail(cast, as_employee, conversation):
    conversation.person.addresses.exclude(kind="postal").delete()
    conversation.contacts.update(address="")
    page = f"/channels/portal/conversations/{conversation.reference}/"
    as_employee(cast.owner).post(f"{page}send/", {"person": conversation.person_id})
    delivery = Delivery.objects.get()
    send.deliver(delivery.pk)

    assert delivery.channel == "letter" and links.code_of(Link.objects.get()) in words_of(printed(as_employee(cast.owner), delivery))


def test_a_pile_with_enclosures(write, as_employee, cast):
    two_pages = InboundFile("folder.pdf", "application/pdf", blank(2))
    hopeless = InboundFile("stuk.pdf", "application/pdf", b"%PDF-1.4")
    deliveries = [write(files=[two_pages]), write(files=[hopeless])]
    client = as_employee(cast.owner)
    chosen = {"letter": [delivery.pk for delivery in deliveries]}

    assert len(pypdfium2.PdfDocument(client.post(f"{PRINTING}download/", chosen).content)) == 4
    on_both_sides = client.post(f"{PRINTING}download/", {**chosen, "both_sides": "1"}).content
    assert len(pypdfium2.PdfDocument(on_both_sides)) == 6


def test_posted_and_taken_back(write, as_employee, cast, conversation):
    delivery, client = write(), as_employee(cast.mate)
    assert ADDRESS in client.get(PRINTING).content.decode()
    client.post(f"{PRINTING}posted/", {"letter": [delivery.pk]})
    client.post(f"{PRINTING}posted/", {"letter": [delivery.pk]})

    posting = Posting.objects.get()
    assert posting.by == cast.mate
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.SENT and delivery.sent_at
    page = client.get(f"/desk/conversations/{conversation.reference}/", headers={"accept-language": "nl"}).content.decode()
    assert "heeft de brief op de post gedaan" in page
    client.post(f"{PRINTING}posted/{posting.pk}/undo/")
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.READY and not Posting.objects.exists()
    assert [event.kind for event in Event.objects.filter(kind__startswith="delivery.").order_by("pk")][-2:] == [
        "delivery.posted", "delivery.unposted"]


def test_letters_of_a_closed_team_lie_with_that_team(write, as_employee, cast, conversation):
    delivery = write()
    conversation.team = cast.teams.closed
    conversation.save()
    client = as_employee(cast.outsider)

    assert ADDRESS not in client.get(PRINTING).content.decode()
    assert client.post(f"{PRINTING}download/", {"letter": [delivery.pk]}).status_code == 302
    client.post(f"{PRINTING}posted/", {"letter": [delivery.pk]})
    assert not Posting.objects.exists()


@pytest.mark.parametrize("nonsense", [[], ["x"], ["-1"], ["9" * 40]])
def test_nothing_chosen(as_employee, cast, nonsense):
    client = as_employee(cast.owner)
    for verb in ("download", "posted"):
        assert client.post(f"{PRINTING}{verb}/", {"letter": nonsense}).status_code == 302


def test_a_preview_keeps_nothing(as_employee, cast, conversation):
    typed = {"reply-text": TEXT, "reply-to": f"letter:{ADDRESS}"}
    answer = as_employee(cast.owner).post(f"/channels/letter/preview/{conversation.reference}/", typed)

    assert "Lindelaan 12" in words_of(answer.content) and "Vrijdag komt" in words_of(answer.content)
    assert "····" in words_of(answer.content) and not Link.objects.exists()
    assert not Delivery.objects.exists() and DigitalAddress.objects.filter(kind="postal").count() == 1


def test_without_pango_it_waits_and_says_why(as_employee, cast, conversation, without_pango):
    client = as_employee(cast.owner)
    preview = client.post(f"/channels/letter/preview/{conversation.reference}/", {"reply-text": TEXT})
    sheet = client.get("/channels/letter/separator/", follow=True)
    delivery = channel.get("letter").compose(conversation, by=cast.owner, text=TEXT, to=ADDRESS)
    with pytest.raises(send.Failed):
        send.deliver(delivery.pk)

    assert preview.status_code == 503 and "libpango" in preview.content.decode() and "libpango" in sheet.content.decode()
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.QUEUED and "libpango" in delivery.attempts.get().problem


@pytest.mark.parametrize("typed, shown", [
    ({"reply-to": "other", "reply-other": "Spui 70 2511BT Den Haag"}, "2511 BT Den Haag"),
    ({"reply-to": "email:fatima@voorbeeld.example"}, "3999 AB Merelveld"), ({}, "3999 AB Merelveld"),
])
def test_a_preview_goes_where_the_letter_would(as_employee, cast, conversation, typed, shown):
    answer = as_employee(cast.owner).post(f"/channels/letter/preview/{conversation.reference}/", typed)

    assert shown in words_of(answer.content)


def test_a_summary_by_letter_speaks_of_paper(conversation, cast):
    delivery = channel.get("letter").send_summary(conversation, by=cast.owner, text="De korf komt vrijdag.", to=ADDRESS)

    assert "De korf komt vrijdag." in delivery.message.text and "e-mail" not in delivery.message.text


def test_few_queries(write, as_employee, cast, django_assert_max_num_queries):
    write(), write()
    client = as_employee(cast.owner)
    client.get(PRINTING)
    with django_assert_max_num_queries(12):
        client.get(PRINTING)


@pytest.mark.slow
def test_the_answer_comes_back_to_its_conversation(write, scan, conversation):
    """What we send, she signs and sends back: photographed askew, it is known by its QR alone."""
    delivery = write()
    page = pypdfium2.PdfDocument(letter_of(delivery))[0].render(scale=120 / 72).to_pil().convert("RGB")
    file = io.BytesIO()
    page.rotate(6, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC).save(file, "JPEG", quality=70)
    arrival = scan(file.getvalue(), "terug.jpg")

    assert arrival.contact.conversation == conversation and arrival.contact.person == conversation.person
