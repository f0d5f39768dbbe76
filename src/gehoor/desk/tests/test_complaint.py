"""A complaint on the desk: marked in two keys, one next step at a time, the outcome told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.complaints import citing, handling, opening, writing
from gehoor.complaints.models import Complaint, ComplaintRules, Writing
from gehoor.conversations.models import Message
from gehoor.postroom import send
from gehoor.postroom.models import Delivery
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(cast, told):
    return opening.open_one(told(), about="Bladkorf te laat", by=cast.owner, handler=cast.owner, wish="Een excuus")


def url(name, conversation):
    return reverse(f"desk:{name}", args=[conversation.reference])


def page(client, complaint, name="complaint"):
    return client.get(url(name, complaint.conversation)).content.decode()


def do(client, complaint, name, **said):
    return client.post(url(name, complaint.conversation), said, follow=True)


def now(complaint):
    return Complaint.objects.with_progress().get(pk=complaint.pk)


def test_it_works(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    assert "Dit is een klacht" in client.get(url("complaint", conversation)).content.decode()

    shown = client.post(url("complaint_mark", conversation), {
        "about": "Bladkorf te laat", "wish": "Een excuus", "handler": cast.owner.pk, "received_on": timezone.localdate().isoformat(),
    }, follow=True).content.decode()

    assert "Bel eerst" in shown and "Een excuus" in shown
    assert Complaint.objects.get(conversation=conversation).handler == cast.owner
    above = client.get(url("conversation", conversation)).content.decode()
    assert "Bel eerst" in above and "Bram de Wit behandelt" in above


@pytest.mark.parametrize("law", ["awb", "wkkgz", "own"])
def test_the_awb_is_named_only_where_it_holds(cast, complaint, as_employee, law):
    Complaint.objects.filter(pk=complaint.pk).update(law=law)
    client = as_employee(cast.owner)
    shown = page(client, complaint)

    assert "de klacht is klaar" in shown and "Opgelost naar tevredenheid van de persoon" in shown
    assert ("Awb 9:5" in shown) == (law == "awb")
    again = do(client, complaint, "complaint_call").content.decode()
    assert ("Awb 9:5" in again) == (law == "awb")
    others = shown + do(client, complaint, "complaint_details", about="", handler="").content.decode()
    assert ("Awb" in others) == (law == "awb")
    assert ("Awb 9:8" in shown) == (law == "awb") == ("uw eigen klachtenregeling" not in shown)


@pytest.mark.parametrize(("law", "named"), [("awb", "Awb 9:11"), ("wkkgz", "Wkkgz 17"), ("own", "")])
def test_before_it_is_a_complaint_the_law_of_the_house_is_named(cast, told, as_employee, law, named):
    ComplaintRules.objects.create(law=law, external_name="Geschilleninstantie")
    shown = as_employee(cast.owner).get(url("complaint", told())).content.decode()
    register = as_employee(cast.lead).get(reverse("desk:complaints_register")).content.decode()

    assert "loopt vanaf deze dag" in shown and named in shown
    assert ("Awb" in shown, "Wkkgz" in shown) == (law == "awb", law == "wkkgz")
    assert ("Awb 9:12a" in register) == (law == "awb")


@pytest.mark.parametrize(("law", "reads"), [
    ("awb", "Zeg het (Awb 9:12, tweede lid)."), ("wkkgz", "Zeg het (Wkkgz 18)."), ("own", "Zeg het."),
])
def test_only_the_law_that_holds_is_cited(law, reads):
    assert citing.cited("Zeg het (Awb 9:12, tweede lid; Wkkgz 18).", law) == reads


def test_from_call_to_letter(cast, complaint, as_employee):
    client = as_employee(cast.owner)
    do(client, complaint, "complaint_call", spoken="go_on", note="Zij vertelde alles.")
    tomorrow, now_ = (timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M") for days in (1, 0))
    do(client, complaint, "complaint_hearing", planned_at=tomorrow, place="Gemeentehuis")
    too_early = do(client, complaint, "complaint_report", held_at=tomorrow, present="Fatima en Bram", report="Zij wachtte drie weken.")
    assert too_early.status_code == 422 and "Zij wachtte drie weken." in too_early.content.decode()
    assert now(complaint).hearing_state == "planned"
    do(client, complaint, "complaint_report", held_at=now_, present="Fatima en Bram", report="Zij wachtte drie weken.")
    parts = {"went_wrong": "De korf kwam te laat.", "why": "Planning.", "changes": "We bellen.", "admitted": "yes",
             "part_0": "Korf te laat", "judgement_0": "founded"}
    letter = do(client, complaint, "complaint_outcome", **parts).content.decode()
    assert "De korf kwam te laat." in letter and "Nationale ombudsman" in letter

    shown = do(client, complaint, "complaint_letter", letter="Zo liep het af.").content.decode()

    assert now(complaint).ending == "concluded" and "Binnen de termijn" in shown
    assert Message.objects.filter(conversation=complaint.conversation, text="Zo liep het af.").exists()


def test_an_outcome_that_is_not_whole_is_kept(cast, complaint, as_employee):
    client = as_employee(cast.owner)

    answer = do(client, complaint, "complaint_outcome", went_wrong="De korf kwam te laat.")

    assert answer.status_code == 422
    assert "De korf kwam te laat." in page(client, complaint, "complaint_outcome")


def test_solved_on_the_phone_in_one_step(cast, complaint, as_employee):
    client = as_employee(cast.owner)
    assert do(client, complaint, "complaint_call", spoken="solved", note="").status_code == 422

    do(client, complaint, "complaint_call", spoken="solved", note="Vandaag komt de korf.")

    assert now(complaint).ending == "solved"


def test_a_receipt_that_came_back_is_shown_and_sent_once_more(cast, complaint, as_employee):
    client, [receipt] = as_employee(cast.owner), Delivery.objects.filter(message__conversation=complaint.conversation)
    send.give_back(receipt, "550 unknown")
    assert "kwam niet aan" in client.get(url("conversation", complaint.conversation)).content.decode()
    assert f"Wat naar {receipt.address} ging" in page(client, complaint)

    assert "kwam niet aan" not in do(client, complaint, "complaint_receipt").content.decode()


def test_what_was_typed_stays_when_it_cannot_be_done(cast, complaint, as_employee):
    shown = do(as_employee(cast.owner), complaint, "complaint_extension", reason="Verslag", due_on="2040-01-01")

    assert shown.status_code == 422 and "Verslag" in shown.content.decode() and not complaint.extensions.exists()


def test_whom_it_is_about_reads_no_name_and_handles_nothing(cast, complaint, as_employee):
    opening.say_whom_it_is_about(complaint, cast.mate, by=cast.owner)
    client = as_employee(cast.mate)

    answer = do(client, complaint, "complaint_call", spoken="missed")

    assert not now(complaint).tried
    assert "9:7" in answer.content.decode()
    assert "Het gaat over:" not in page(client, complaint)
    assert "Het gaat over:" in page(as_employee(cast.lead), complaint)


def test_it_cannot_handle_itself(cast, complaint, as_employee):
    answer = do(as_employee(cast.owner), complaint, "complaint_details", about="Te laat", handler=cast.mate.pk, about_employee=cast.mate.pk)

    assert answer.status_code == 422 and now(complaint).handler == cast.owner


def test_closing_the_conversation_waits_for_the_complaint(cast, complaint, as_employee):
    answer = do(as_employee(cast.owner), complaint, "close", solved="yes")

    assert answer.status_code == 422 and not hasattr(complaint.conversation, "closure")


def test_marked_by_mistake(cast, complaint, as_employee):
    client = as_employee(cast.owner)
    do(client, complaint, "complaint_unmark")
    assert not Complaint.objects.exists()


def test_not_by_mistake_once_something_was_done(cast, complaint, as_employee):
    handling.call(complaint, by=cast.owner, reached=False)
    do(as_employee(cast.owner), complaint, "complaint_unmark")
    assert Complaint.objects.exists()


def test_strangers_see_nothing(cast, complaint, as_employee):
    client = as_employee(cast.hired)

    assert client.get(url("complaint", complaint.conversation)).status_code == 404
    assert "Bladkorf te laat" not in client.get("/desk/complaints/").content.decode()


def test_every_look_is_written_down(cast, complaint, as_employee):
    page(as_employee(cast.owner), complaint)
    assert ReadLog.objects.filter(employee=cast.owner, what="complaint", conversation_id=complaint.conversation_id).exists()


@pytest.mark.parametrize("view", ["open", "mine", "nobody", "done", "nonsense"])
def test_the_list(cast, complaint, as_employee, view):
    shown = as_employee(cast.owner).get(f"/desk/complaints/?view={view}").content.decode()

    assert ("Bladkorf te laat" in shown) == (view not in ("nobody", "done"))


def test_pages_are_cheap(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(30):
        opening.open_one(told(address=f"b{number}@voorbeeld.example"), about="Te laat", by=cast.owner, handler=cast.owner)
    last, client = Complaint.objects.select_related("conversation").latest("pk"), as_employee(cast.owner)
    handling.call(last, by=cast.owner, reached=True)
    handling.write_outcome(last, by=cast.owner, went_wrong="Te laat", why="Planning", changes="Wij bellen", admitted="yes",
                           judgement="founded", parts=[{"about": "Te laat", "judgement": "founded"}])
    written = writing.begin(cast.owner, channel="counter")
    Writing.objects.filter(pk=written.pk).update(about="Te laat", text="Zij wachtte drie weken.", name="Fatima")

    for address in (
        "/desk/complaints/", url("complaint", last.conversation), url("conversation", last.conversation),
        url("complaint_outcome", last.conversation), f"/desk/complaints/writing/{written.pk}/",
        f"/desk/complaints/writing/{written.pk}/reading/", url("complaint_letter", last.conversation),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200, address
    letter = client.post(url("complaint_letter", last.conversation), {"letter": ""})
    assert letter.status_code == 422 and "De brief is leeg" in letter.content.decode()


def test_no_letter_of_half_an_outcome(cast, complaint, as_employee):
    handling.write_outcome(complaint, by=cast.owner, went_wrong="De korf kwam te laat.")

    answer = as_employee(cast.owner).get(url("complaint_letter", complaint.conversation))

    assert answer["Location"] == url("complaint_outcome", complaint.conversation)


def test_what_sounds_like_a_complaint_is_asked_once(cast, told, as_employee):
    conversation, client = told(text="Hierbij dien ik een klacht in."), as_employee(cast.owner)
    assert "klinkt als een klacht" in client.get(url("conversation", conversation)).content.decode()

    client.post(url("no_complaint", conversation))

    assert "klinkt als een klacht" not in client.get(url("conversation", conversation)).content.decode()
    assert not Complaint.objects.exists()


def test_what_does_not_is_not_asked(cast, told, as_employee):
    assert "klinkt als een klacht" not in as_employee(cast.owner).get(url("conversation", told())).content.decode()
