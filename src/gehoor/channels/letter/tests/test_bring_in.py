"""The page of letters: bring them in, see how far they are, read what the computer could not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.channels.letter.models import Reading
from gehoor.channels.letter.reading import bundle
from gehoor.conversations.models import Message
from gehoor.core.models import Event
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival
from gehoor.trust.models import ReadLog

from . import paper

PAGE = "/channels/letter/"


def upload(content, name="brief.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_it_works(as_employee, cast):
    client = as_employee(cast.owner)
    files = [upload(paper.blank(1), "een.pdf"), upload(paper.blank(1), "twee.pdf")]
    answer = client.post(PAGE, {"files": files, "team": cast.teams.other.pk}, follow=True)

    assert answer.status_code == 200
    kept = Arrival.objects.order_by("pk")
    assert [one.envelope["name"] for one in kept] == ["een.pdf", "twee.pdf"]
    assert {one.envelope["team"] for one in kept} == {cast.teams.other.pk}
    assert "een.pdf" in answer.content.decode()


def test_a_script_sends_them_one_by_one(as_employee, cast):
    client, original = as_employee(cast.owner), paper.blank(1)
    first = client.post(PAGE, {"files": [upload(original)]}, headers={"accept": "application/json"})
    again = client.post(PAGE, {"files": [upload(original)]}, headers={"accept": "application/json"})

    assert first.json()["says"] != again.json()["says"]
    assert Arrival.objects.count() == 1


def test_photos_of_one_letter_become_one(as_employee, cast):
    """As they were taken, in the order that was given; the same again changes nothing."""
    client, photos = as_employee(cast.owner), [("p2.jpg", b"tweede"), ("p1.jpg", b"eerste")]
    for _time in range(2):
        client.post(PAGE, {"files": [upload(content, name) for name, content in photos], "one_letter": "on"})

    arrival = Arrival.objects.get()
    assert bundle.files(bytes(arrival.original)) == photos and "p2.jpg" in arrival.envelope["name"]


def test_the_tick_with_one_file_is_just_that_file(as_employee, cast):
    original = paper.blank(1)
    as_employee(cast.owner).post(PAGE, {"files": [upload(original)], "one_letter": "on"})

    assert bytes(Arrival.objects.get().original) == original


def test_nothing_chosen(as_employee, cast):
    client = as_employee(cast.owner)

    assert client.post(PAGE, {}).status_code == 422
    assert client.post(PAGE, {}, headers={"accept": "application/json"}).json()["says"]


def test_an_empty_file_comes_in_and_says_so(as_employee, cast):
    client = as_employee(cast.owner)
    client.post(PAGE, {"files": [upload(b"")]})
    arrival = Arrival.objects.get()
    reading.read_one(arrival.pk)

    assert Arrival.objects.get().state == Arrival.State.UNREADABLE
    assert client.get("/desk/unreadable/").status_code == 200


def test_letters_of_a_closed_team_are_not_told_to_others(as_employee, cast, read_pages):
    arrival = read_pages({"text": "Betreft: schulden en hulp\n" + paper.LETTER}, team=cast.teams.closed.pk)
    message = Message.objects.get()
    client = as_employee(cast.outsider)

    assert "schulden en hulp" not in client.get(PAGE).content.decode()
    assert arrival.envelope["name"] not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{message.pk}/").status_code == 404
    assert as_employee(cast.insider).get(f"{PAGE}{message.pk}/").status_code == 200


@pytest.fixture
def scrawled(read_pages):
    return read_pages({"text": "w w", "confidence": 12.0}).contact.messages.get()


def test_an_employee_reads_what_the_computer_could_not(as_employee, cast, scrawled):
    client = as_employee(cast.owner)
    assert f"{PAGE}{scrawled.pk}/" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}{scrawled.pk}/").content.decode()
    assert scrawled.notice in page
    client.post(f"{PAGE}{scrawled.pk}/", {"text": "Ik wil graag een bladkorf."})

    scrawled.refresh_from_db()
    assert scrawled.text == "Ik wil graag een bladkorf." and scrawled.notice == ""
    done = Reading.objects.get()
    assert done.by == cast.owner and not done.needs_human and done.page_texts == ["w w"]
    assert Event.objects.filter(kind="message.typed_out", conversation_id=scrawled.conversation_id).count() == 1
    assert f"{PAGE}{scrawled.pk}/" not in client.get(PAGE).content.decode()
    timeline = client.get(f"/desk/conversations/{scrawled.conversation.reference}/").content.decode()
    assert "Ik wil graag een bladkorf." in timeline


def test_nothing_typed_changes_nothing(as_employee, cast, scrawled):
    answer = as_employee(cast.owner).post(f"{PAGE}{scrawled.pk}/", {"text": "  "})

    assert answer.status_code == 422 and Reading.objects.get().needs_human


def test_each_look_is_logged(as_employee, cast, scrawled):
    as_employee(cast.owner).get(f"{PAGE}{scrawled.pk}/")

    assert ReadLog.objects.filter(employee=cast.owner, conversation_id=scrawled.conversation_id, what="letter").exists()


def test_the_timeline_shows_the_paper(as_employee, cast, read_pages):
    message = read_pages({}, {}).contact.messages.get()
    page = as_employee(cast.owner).get(f"/desk/conversations/{message.conversation.reference}/").content.decode()

    for picture in message.attachments.filter(inline=True):
        assert f"/desk/attachments/{picture.token}/" in page
    assert f"{PAGE}{message.pk}/" in page


def test_a_separator_sheet_is_a_pdf(as_employee, cast):
    answer = as_employee(cast.owner).get(f"{PAGE}separator/?team=groen")

    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_few_queries(as_employee, cast, read_pages, django_assert_max_num_queries):
    for _number in range(3):
        read_pages({"text": "w w", "confidence": 12.0})
    client = as_employee(cast.owner)
    client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}{Message.objects.first().pk}/")
