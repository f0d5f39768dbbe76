"""What the person sees through a link: everything of this question said to and by them, and nothing else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gehoor.conversations import confidentiality, links, threading
from gehoor.conversations.models import Contact, Link, Message
from gehoor.people import merging
from gehoor.people.models import Person
from gehoor.portal import inbound, knocking
from gehoor.postroom import arrivals, channel, note, reading, send, wording
from gehoor.postroom.inbound import Inbound, InboundFile
from gehoor.postroom.models import Arrival, Delivery
from gehoor.postroom.receive import receive
from gehoor.queues import routing
from gehoor.trust.models import TrustSettings

ASKED, ANSWERED, AMONG_US, CALLED = "Komt er een korf?", "Dinsdag komt hij.", "Lastige meneer", "Belde: korf staat er nog niet"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def resident():
    """A browser without an account, with CSRF checks on as for everyone."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


@pytest.fixture
def story(cast, told):
    """A mail with a file, a note among colleagues, a call and an answer that arrived."""
    conversation = told(text=ASKED, files=(InboundFile("stoep.png", "image/png", b"\x89PNG stoep"),))
    routing.assign(conversation, cast.owner, by=cast.owner)
    note.add_internal(conversation, AMONG_US, by=cast.mate)
    receive(Inbound(channel="phone", external_id=None, at=timezone.now(), person_id=conversation.person_id, text=CALLED,
                    employee_id=cast.mate.pk, conversation_id=conversation.pk, acknowledge=False))
    channel.get("email").compose(conversation, by=cast.owner, text=ANSWERED)
    Delivery.objects.update(state=Delivery.State.SENT)
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def address(story):
    return f"/gesprek/{links.token_of(links.issue(story, story.person))}/"


def test_it_works(resident, story, address):
    page = resident.get(address)

    assert page.status_code == 200
    for words in (ASKED, ANSWERED, CALLED, story.reference, "Bram de Wit", "You and Noor Haddad", "stoep.png"):
        assert words in page.text, words


def test_nothing_for_colleagues_nothing_of_others(resident, cast, told, story, address):
    other = told(text="Iets heel anders", subject="Paspoort")
    neighbour = Person.objects.create(name="Buurman Jansen")
    receive(Inbound(channel="phone", external_id=None, at=timezone.now(), person_id=neighbour.pk, text="Zij klaagt altijd",
                    employee_id=cast.mate.pk, conversation_id=story.pk, acknowledge=False))
    page = resident.get(address).text

    for words in (AMONG_US, "Zij klaagt altijd", "Buurman", "Iets heel anders", "Paspoort", other.reference, "Klantcontact"):
        assert words not in page, words
    theirs = links.token_of(links.issue(story, neighbour))
    page = resident.get(f"/gesprek/{theirs}/").text
    assert "Zij klaagt altijd" in page and ASKED not in page and CALLED not in page


def test_what_was_not_sent_yet_is_not_there(resident, cast, story, address):
    channel.get("email").compose(story, by=cast.owner, text="Nog terug te halen")

    assert "Nog terug te halen" not in resident.get(address).text


@pytest.mark.parametrize(("shown", "says", "hides"), [
    ("first", "Bram", "de Wit"), ("none", "Merelveld", "Bram"), ("full", "Bram de Wit", "xyzzy"),
])
def test_names_as_the_house_shows_them(resident, story, address, shown, says, hides):
    from gehoor.core.models import OrganisationSettings

    OrganisationSettings.objects.update_or_create(pk=1, defaults={"name": "Gemeente Merelveld"})
    TrustSettings.objects.create(names_shown=shown)
    page = resident.get(address).text

    assert says in page and hides not in page


def test_calls_can_be_left_out(resident, story, address):
    TrustSettings.objects.create(shows_calls=False)
    page = resident.get(address).text

    assert CALLED not in page and "We spoke with each other." in page


def test_nobody_else_keeps_or_follows_the_page(resident, address):
    page = resident.get(address)

    assert page["Cache-Control"] == "private, no-store" and "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin" and "sessionid" not in resident.cookies
    assert "src=\"http" not in page.text and "href=\"http" not in page.text


def test_the_database_holds_nothing_that_opens_it(story, address):
    token = address.split("/")[2]
    row = Link.objects.values().get()

    assert token not in str(row) and links.find(token).pk == row["id"]


@pytest.mark.parametrize("rest", ["", "bestand/abc/", "bewaren/pdf/"])
def test_a_wrong_token_is_helped(resident, db, rest):
    answer = resident.get(f"/gesprek/{'a' * 26}/{rest}")

    assert answer.status_code == 404 and "This link does not work" in answer.text


def test_guessing_has_to_wait_but_a_right_link_opens(resident, address):
    for _ in range(knocking.MOST):
        assert resident.get(f"/gesprek/{'b' * 26}/").status_code == 404
    answer = resident.get(f"/gesprek/{'b' * 26}/")

    assert answer.status_code == 429 and int(answer["Retry-After"]) == knocking.WITHIN
    assert resident.get(address).status_code == 200


def test_revoked(resident, cast, address):
    links.revoke(Link.objects.get(), by=cast.owner)

    for page in ("", "bewaren/txt/"):
        assert resident.get(address + page).status_code == 410
    assert "new link" not in resident.get(address).text
    assert resident.post(f"{address}nieuw/").status_code == 200 and Delivery.objects.filter(
        message__contact__automatic="link").count() == 0


def test_expired_offers_a_new_one_and_never_says_where(resident, story, address):
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert resident.get(address).status_code == 410
    answer = resident.post(f"{address}nieuw/")
    resident.post(f"{address}nieuw/")

    sent = Delivery.objects.get(message__contact__automatic="link")  # one a day
    assert sent.address == "fatima@voorbeeld.example" and "fatima" not in answer.text
    assert "/gesprek/" in wording.text_of(sent) and "/gesprek/" not in sent.message.text


def test_expired_without_an_address_says_the_same(resident, cast):
    person = Person.objects.create(name="Ria")
    contact, _new = receive(Inbound(channel="phone", external_id=None, at=timezone.now(), person_id=person.pk, text="x",
                                    employee_id=cast.mate.pk, acknowledge=False))
    token = links.token_of(links.issue(contact.conversation, person))
    Link.objects.update(expires_at=timezone.now())

    assert "Look in your mail" in resident.post(f"/gesprek/{token}/nieuw/").text
    assert not Delivery.objects.exists()


def test_files_of_the_page_and_no_others(resident, told, story, address):
    [file] = story.contacts.get(channel="email", direction="in").messages.get().attachments.all()
    other = told(files=(InboundFile("geheim.txt", "text/plain", b"geheim"),), subject="Anders")
    foreign = Message.objects.get(conversation=other).attachments.get()

    shown = resident.get(f"{address}bestand/{file.token}/")
    assert shown.content == b"\x89PNG stoep" and "sandbox" in shown["Content-Security-Policy"]
    assert resident.get(f"{address}bestand/{foreign.token}/").status_code == 404


def test_the_transcript(resident, story, address):
    text = resident.get(f"{address}bewaren/txt/")
    paper = resident.get(f"{address}bewaren/pdf/")

    assert ASKED in text.text and ANSWERED in text.text and AMONG_US not in text.text
    assert "We wait for your answer." in text.text and "below" not in text.text
    assert paper.content.startswith(b"%PDF-") and story.reference in paper["Content-Disposition"]
    assert resident.get(f"{address}bewaren/html/").status_code == 200
    assert resident.get(f"{address}bewaren/exe/").status_code == 404


def test_a_pdf_fetches_nothing(db, monkeypatch):
    import socket

    from gehoor.core import paper

    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("fetched something"))
    assert paper.pdf("<html lang=nl><title>x</title><img src='http://voorbeeld.example/x.png'>"
                     "<img src='file:///etc/passwd'><p>hallo").startswith(b"%PDF-")


def write(resident, address, text="Hij staat er nog niet", page="een", **more):
    return resident.post(address, {"text": text, "page": page, **more})


def test_writing_back_comes_in_as_everything_does(resident, cast, story, address):
    story.close(by=cast.owner, solved=True)
    answer = write(resident, address, files=SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff foto", "image/jpeg"))
    assert "on its way" not in answer.text and answer.status_code == 302
    assert "is being put here" in resident.get(address).text
    reading.read_due()

    contact = Contact.objects.get(channel="portal")
    assert contact.conversation == story and contact.person == story.person
    assert contact.messages.get().attachments.get().name == "foto.jpg"
    story = type(story).objects.get(pk=story.pk)
    assert not story.is_closed and story.waiting_for == "us"
    assert "Hij staat er nog niet" in resident.get(address).text


def test_sent_twice_is_there_once_and_changed_is_there_too(resident, address):
    write(resident, address), write(resident, address)
    write(resident, address, "Toch wel")
    reading.read_due()

    assert sorted(Message.objects.filter(contact__channel="portal").values_list("text", flat=True)) == [
        "Hij staat er nog niet", "Toch wel"]


def test_nothing_typed_is_lost_by_a_mistake(resident, address):
    empty = write(resident, address, "  ")
    too_long = write(resident, address, "a" * 20_001)

    assert empty.status_code == 422 and "Write your message first." in empty.text
    assert too_long.status_code == 422 and "a" * 20_001 in too_long.text
    assert not Arrival.objects.exists()


def test_too_many_an_hour_is_kept_on_the_page(resident, story, address):
    link = Link.objects.get()
    for number in range(20):
        arrivals.keep("portal", b"%d" % number, source=inbound.source_of(link))

    answer = write(resident, address, "Nog iets")
    assert answer.status_code == 429 and "Nog iets" in answer.text


def test_what_was_joined_is_read_where_it_is_told_further(resident, cast, told, story, address):
    into = told(text="Dezelfde vraag")
    threading.join(story, into, by=cast.owner)
    write(resident, address)
    reading.read_due()

    assert ASKED in resident.get(address).text and Contact.objects.get(channel="portal").conversation == into


def test_somebody_who_proved_to_be_another_keeps_the_link(resident, cast, story, address):
    survivor = Person.objects.create(name="Fatima El Idrissi")
    merging.merge(story.person, survivor, by=cast.lead, reason="zelfde adres")

    assert ASKED in resident.get(address).text


def mail_of(conversation, cast, text="Dag"):
    return wording.text_of(channel.get("email").compose(conversation, by=cast.owner, text=text))


def test_the_link_goes_along_with_answers_and_stays_the_same(cast, story):
    first, second = mail_of(story, cast), mail_of(story, cast)

    assert "/gesprek/" in first and first == second
    assert not Message.objects.filter(text__contains="/gesprek/").exists()
    TrustSettings.objects.create(sends_link=False)
    assert "/gesprek/" not in mail_of(story, cast)


def test_never_by_itself_for_what_is_confidential_or_closed(cast, story):
    confidentiality.make(story, reason="Huiselijk geweld", by=cast.owner)
    assert "/gesprek/" not in mail_of(story, cast)
    confidentiality.lift(story, by=cast.owner)
    routing.move(story, cast.teams.closed, by=cast.owner)
    assert "/gesprek/" not in mail_of(story, cast)


def test_the_page_is_cheap(resident, cast, story, address, django_assert_max_num_queries):
    for _ in range(20):
        send.send(story, by=cast.owner, kind="email", address="fatima@voorbeeld.example", text="Nog een")
    Delivery.objects.update(state=Delivery.State.SENT)
    resident.get(address)

    with django_assert_max_num_queries(12):
        resident.get(address)


def test_answers_of_a_form_stand_by_their_questions(resident, story, address):
    asked = (("Waar is het?", "Lindelaan 22\nnaast de boom"), ("Sinds wanneer?", "Maandag"))
    receive(Inbound(channel="webform", external_id="x", at=timezone.now(), person_id=story.person_id, facts=asked,
                    text="Waar is het?\nLindelaan 22", conversation_id=story.pk, acknowledge=False))

    for path in ("", "bewaren/html/"):
        page = resident.get(address + path).text
        assert "<dt>Sinds wanneer?</dt><dd>Maandag</dd>" in page and page.count("Waar is het?") == 1
