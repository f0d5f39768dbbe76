"""What is typed is kept as it is typed: for its writer alone, over two windows, with its files, until it is sent."""

import threading as threads

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from gehoor.conversations.models import Attachment, Message
from gehoor.core.models import Event
from gehoor.postroom import drafts
from gehoor.postroom.models import Delivery, Draft, DraftFile

pytestmark = pytest.mark.django_db
TO = "email:fatima@voorbeeld.example"
BY_SCRIPT = {"Accept": "application/json"}


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


def typed(text, *, version=0, page="window-1", **more):
    return {"reply-text": text, "reply-to": TO, "draft-version": version, "draft-page": page, **more}


def save(client, conversation, text, **how):
    return client.post(url(conversation, "draft/"), typed(text, **how), headers=BY_SCRIPT)


def attach(client, conversation, *files):
    return client.post(url(conversation, "draft/files/"), {"reply-files": files}, headers={"X-Gehoor-Part": "1"})


def pdf(name="kaart.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7", "application/pdf")


def test_it_works(cast, told, as_employee, clock):
    clock.is_at("2026-11-18T10:07")
    conversation, client = told(), as_employee(cast.owner)

    saved = save(client, conversation, "Ja, vrijdag\r\nkomt hij.")

    assert saved.json() == {"version": 1, "kept": True, "at": "10:07"}
    page = client.get(url(conversation)).content.decode()
    assert "Ja, vrijdag\nkomt hij.</textarea>" in page
    assert 'name="draft-version" value="1"' in page
    assert "Bladkorf" in client.get("/desk/drafts/").content.decode()


def test_it_is_nobody_elses(cast, told, as_employee):
    conversation = told()
    save(as_employee(cast.owner), conversation, "Alleen van Bram")
    mate = as_employee(cast.mate)

    assert "Alleen van Bram" not in mate.get(url(conversation)).content.decode()
    assert "Alleen van Bram" not in mate.get("/desk/drafts/").content.decode()
    mate.post("/desk/drafts/deletion/", {"draft": Draft.objects.get().pk})
    assert Draft.objects.kept().exists()
    assert save(mate, conversation, "Van Noor").status_code == 200
    assert Draft.objects.count() == 2


def test_foreign_conversation_is_not_there(cast, told, as_employee):
    conversation, client = told(team=cast.teams.closed), as_employee(cast.outsider)

    for rest in ("draft/", "draft/files/", "draft/files/removal/", "draft/choice/", "withdrawal/"):
        assert client.post(url(conversation, rest), typed("Mag niet")).status_code == 404
    assert not Draft.objects.exists()


def test_no_event_and_no_mark_of_it_anywhere(cast, told, as_employee):
    conversation = told()
    before = Event.objects.count()
    save(as_employee(cast.owner), conversation, "Nog niet voor anderen")

    assert Event.objects.count() == before


def test_emptied_is_gone(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Ja")

    assert save(client, conversation, "  ", version=1).json()["kept"] is False
    assert not Draft.objects.exists()


def test_the_same_window_never_conflicts_with_itself(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Ja")

    assert save(client, conversation, "Ja, vrijdag", version=0).status_code == 200  # the answer to the first was lost
    assert Draft.objects.get().text == "Ja, vrijdag"


def test_two_windows_are_put_side_by_side(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Uit het eerste venster")

    second = save(client, conversation, "Uit het tweede venster", page="window-2")

    assert second.status_code == 409
    assert second.json()["beside"] == "Uit het eerste venster"
    page = client.get(url(conversation)).content.decode()
    assert "Uit het eerste venster</textarea>" in page and "Uit het tweede venster</div>" in page

    client.post(url(conversation, "draft/choice/"), {"other": "window-2", "choice": "use"})
    page = client.get(url(conversation)).content.decode()
    assert "Uit het tweede venster</textarea>" in page and "Uit het eerste venster</div>" in page


def test_keeping_what_is_here_after_seeing_the_other(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Uit het eerste venster")
    version = save(client, conversation, "Uit het tweede venster", page="window-2").json()["version"]

    assert save(client, conversation, "Uit het tweede venster", page="window-2", version=version).status_code == 200
    assert (Draft.objects.get().text, Draft.objects.get().others) == ("Uit het tweede venster", [])


def test_sending_past_another_window_shows_both_first(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Ja, vrijdag. En neem een schep mee.")

    held = client.post(url(conversation, "reply/"), typed("Ja, vrijdag.", page="window-2"))

    page = held.content.decode()
    assert held.status_code == 409 and not Delivery.objects.exists()
    assert "Ja, vrijdag.</textarea>" in page and "En neem een schep mee.</div>" in page
    client.post(url(conversation, "reply/"), typed("Ja, vrijdag.", page="window-2", version=2))
    assert Delivery.objects.count() == 1
    assert "schep" in Draft.objects.get().text  # nobody chose to let it go


def test_saving_without_scripts(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)

    response = client.post(url(conversation, "draft/"), typed("Zonder script"))

    assert response.status_code == 302
    assert "Zonder script</textarea>" in client.get(response.url).content.decode()


def test_a_note_has_a_draft_of_its_own(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    client.post(url(conversation, "draft/"), {"kind": "note", "note-text": "Erik bellen", "draft-page": "n"})

    assert "Erik bellen</textarea>" in client.get(url(conversation)).content.decode()
    client.post(url(conversation, "note/"), {"note-text": "Erik bellen"})
    assert not Draft.objects.exists()


def test_far_too_long_is_refused_in_words(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)

    response = save(client, conversation, "x" * 100_001)

    assert response.status_code == 422 and "100000" in response.json()["text"]
    assert not Draft.objects.exists()


def test_files_are_kept_when_the_answer_is_refused_and_go_along_when_it_is_sent(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    assert "kaart.pdf" in attach(client, conversation, pdf(), pdf("foto.pdf")).content.decode()
    first, second = DraftFile.objects.order_by("pk").values_list("token", flat=True)

    refused = client.post(url(conversation, "reply/"), typed("", **{"reply-file": [first, second]}))
    assert refused.status_code == 422 and "kaart.pdf" in refused.content.decode()
    client.post(url(conversation, "draft/files/removal/"), {"remove": second})
    client.post(url(conversation, "reply/"), typed("Zie de kaart.", **{"reply-file": [first]}))

    assert list(Attachment.objects.values_list("name", flat=True)) == ["kaart.pdf"]
    assert not Draft.objects.exists() and not DraftFile.objects.exists()


def test_files_chosen_without_scripts_are_kept_when_the_answer_is_refused(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)

    refused = client.post(url(conversation, "reply/"), typed("", **{"reply-files": [pdf()]}))

    assert refused.status_code == 422 and "kaart.pdf" in refused.content.decode()


def test_a_file_nobody_saw_does_not_go_along(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    attach(client, conversation, pdf())

    held = client.post(url(conversation, "reply/"), typed("Ja."))

    assert held.status_code == 409 and "kaart.pdf" in held.content.decode()
    assert not Delivery.objects.exists()


def test_too_many_bytes_together(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    attach(client, conversation, SimpleUploadedFile("a.bin", b"0" * 13 * 1024 * 1024))

    refused = attach(client, conversation, SimpleUploadedFile("b.bin", b"0" * 13 * 1024 * 1024))

    assert refused.status_code == 422 and "25" in refused.json()["text"]
    assert DraftFile.objects.count() == 1


def test_who_may_no_longer_see_the_story_still_has_their_own_words(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Mijn eigen zin")
    conversation.team = cast.teams.closed
    conversation.save()
    assert save(client, conversation, "Mijn eigen zin, en het eind ervan", version=1).status_code == 200

    page = client.get("/desk/drafts/").content.decode()

    assert "en het eind ervan" in page
    assert "Fatima" not in page and "Bladkorf" not in page and conversation.reference not in page


def test_thrown_away_and_put_back(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client, conversation, "Toch niet")
    draft = {"draft": Draft.objects.get().pk}

    client.post("/desk/drafts/deletion/", draft)
    assert "Toch niet" not in client.get(url(conversation)).content.decode()
    save(client, conversation, "Iets nieuws", page="window-2")
    client.post("/desk/drafts/return/", draft)

    page = client.get(url(conversation)).content.decode()
    assert "Iets nieuws</textarea>" in page and "Toch niet</div>" in page


def test_thrown_away_is_gone_for_good_after_a_day(cast, told, as_employee):
    save(as_employee(cast.owner), told(), "Weg")
    Draft.objects.update(deleted_at=timezone.now() - drafts.KEPT_AFTER_THROWING_AWAY)
    drafts.forget_thrown_away()

    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_saves_at_once_make_one_draft(cast, told):
    conversation, codes = told(), []

    def write(number):
        client = Client()
        client.force_login(cast.owner)
        codes.append(save(client, conversation, f"Tekst {number}", page=f"window-{number}").status_code)
        connection.close()

    writers = [threads.Thread(target=write, args=(number,)) for number in range(4)]
    [one.start() for one in writers]
    [one.join() for one in writers]

    draft = Draft.objects.get()
    assert sorted(codes) == [200, 409, 409, 409]
    texts = {draft.text, *(other["fields"]["text"] for other in draft.others)}
    assert texts == {f"Tekst {number}" for number in range(4)}


def test_an_answer_counts_from_when_it_was_begun(cast, told, as_employee):
    """The screen shows the colleague's answer as it comes in, but who is typing may not have looked up."""
    conversation, client = told(), as_employee(cast.owner)
    began = Message.objects.latest("pk").pk
    as_employee(cast.mate).post(url(conversation, "reply/"), typed("Noor was eerst."))
    client = as_employee(cast.owner)
    now = Message.objects.latest("pk").pk

    held = client.post(url(conversation, "reply/"), typed("En Bram ook.", **{"draft-seen": began, "reply-seen": now}))

    assert held.status_code == 409
    page = held.content.decode()
    assert "Noor was eerst." in page and "En Bram ook.</textarea>" in page
    assert f'name="draft-seen" value="{now}"' in page
    assert Draft.objects.of(cast.owner).get().text == "En Bram ook."
    client.post(url(conversation, "reply/"), typed("En Bram ook.", version=1, **{"draft-seen": now}))
    assert Delivery.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_is_held(cast, told):
    conversation, codes = told(), []
    seen, gate = Message.objects.latest("pk").pk, threads.Barrier(2, timeout=30)

    def answer(employee):
        client = Client()
        client.force_login(employee)
        gate.wait()
        codes.append(client.post(url(conversation, "reply/"), typed(f"Van {employee}", **{"draft-seen": seen})).status_code)
        connection.close()

    both = [threads.Thread(target=answer, args=(one,)) for one in (cast.owner, cast.mate)]
    [one.start() for one in both]
    [one.join() for one in both]

    assert sorted(codes) == [302, 409]
    assert Delivery.objects.filter(acknowledges=None).count() == 1
    assert Draft.objects.count() == 1
