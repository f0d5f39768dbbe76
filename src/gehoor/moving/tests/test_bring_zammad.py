"""`gehoor import zammad`: tickets with their articles, from pages as the API gives them."""

import json
import shutil

import pytest
from django.core.management import CommandError
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.conversations.models import Contact, Conversation, Direction, WaitingFor
from gehoor.people.models import Organisation, Person
from gehoor.postroom.models import Delivery
from gehoor.staff.models import Employee

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
EXPORT = SAMPLES / "zammad"


def contacts(subject):
    return Contact.objects.filter(conversation__subject=subject).order_by("at")


def test_it_works(bring, cast):
    said, _rows = bring("zammad", EXPORT)

    assert "conversations: 1 new, 2 partly, 4 refused" in said
    assert "left out: 1 notes about a person" in said
    story = Conversation.objects.get(subject="Bladkorf in de Lindelaan")
    assert str(story.person) == "Fatima El Idrissi"
    assert set(story.person.addresses.values_list("value", flat=True)) == {"fatima@voorbeeld.example", "+31612345678"}
    assert story.team == cast.teams.other
    assert story.is_closed and story.closure.at.isoformat() == "2024-10-03T14:00:00+00:00"
    assert [(one.direction, one.channel, str(one.employee or one.person)) for one in contacts(story.subject)] == [
        ("in", "email", "Fatima El Idrissi"), ("internal", "note", "Saskia Jansen"), ("out", "email", "Chris Molenaar"),
        ("in", contacts(story.subject).last().channel, "Karim El Idrissi"),
    ]


def test_words_files_and_marks_come_along(bring):
    bring("zammad", EXPORT)
    first = contacts("Bladkorf in de Lindelaan").first()
    message = first.messages.get()

    assert first.at.isoformat() == "2024-10-01T08:15:00+00:00"
    assert message.text == "Komt er dit jaar een bladkorf?"
    assert "<b>bladkorf</b>" in message.html and "script" not in message.html
    assert message.message_id == "<blad-1@voorbeeld.example>"
    [file] = message.attachments.all()
    assert (file.name, file.content_type) == ("foto van de straat.jpg", "image/jpeg")


def test_an_open_one_waits_since_the_oldest_question_without_answer(bring, cast):
    said, _rows = bring("zammad", EXPORT, team=["Vergunningen=Klantcontact"])
    story = Conversation.objects.get(subject="Vergunning terras")

    assert (story.waiting_for, story.waiting_since.isoformat()) == (WaitingFor.US, "2025-03-05T09:00:00+00:00")
    assert story.respond_by and story.waits.count() == 1, "timed at once"
    assert story.team == cast.teams.open
    assert "Vergunningen" not in said
    assert [one.channel for one in contacts(story.subject)] == ["phone", "email", "earlier"]
    assert Organisation.objects.get().contact_persons.get().person == story.person
    later = Conversation.objects.get(subject="Afspraak verzet")
    assert later.waiting_for == WaitingFor.OTHER
    assert str(contacts(later.subject).last().employee) == "Truus Oud"


def test_nobody_hears_of_it(bring):
    bring("zammad", EXPORT)

    assert not Delivery.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name__in=["announce", "deliver"]).exists()
    assert not Employee.objects.filter(username__startswith="voorheen-", is_active=True).exists()


def test_what_cannot_be_brought_over_is_told_with_its_number(bring):
    _said, rows = bring("zammad", EXPORT)
    why = {row["where"]: row["why"] for row in rows}

    assert "an attachment is not in the export" in why["22022"]
    assert "phone cannot be reached" in why["22023"]
    assert why["22024"] == "merged into another ticket there"
    assert "customer of this ticket is not in the export" not in why["22025"]
    assert "no articles" in why["22026"]
    assert "tickets-2.json number 3" in why


def test_twice_is_harmless(bring):
    bring("zammad", EXPORT)
    count = Contact.objects.count(), Person.objects.count(), Employee.objects.count()
    said, _rows = bring("zammad", EXPORT)

    assert "conversations: 3 known, 4 refused" in said
    assert (Contact.objects.count(), Person.objects.count(), Employee.objects.count()) == count


def test_a_later_export_adds_what_is_new_and_leaves_the_rest(bring, tmp_path):
    bring("zammad", EXPORT)
    story = Conversation.objects.get(subject="Vergunning terras")
    story.close(by=None)
    shutil.copytree(EXPORT, tmp_path / "later")
    page = tmp_path / "later" / "articles" / "23.json"
    rows = json.loads(page.read_text())
    page.write_text(json.dumps([*rows, {**rows[-1], "id": 44, "created_at": "2025-03-06T09:00:00Z", "body": "En nu?"}]))
    bring("zammad", tmp_path / "later")

    assert contacts(story.subject).count() == 4
    story = Conversation.objects.get(pk=story.pk)
    assert story.is_closed, "what was decided here stays"


def test_what_was_removed_here_stays_away(bring):
    bring("zammad", EXPORT)
    Conversation.objects.filter(subject="Afspraak verzet").delete()
    bring("zammad", EXPORT)

    assert not Conversation.objects.filter(subject="Afspraak verzet").exists()


def test_a_trial_stores_nothing_and_tells_the_same(bring):
    people, employees = Person.objects.count(), Employee.objects.count()
    said, _rows = bring("zammad", EXPORT, dry_run=True)

    assert "conversations: 1 new, 2 partly, 4 refused" in said
    assert (Person.objects.count(), Employee.objects.count()) == (people, employees)
    assert not Conversation.objects.exists()


def test_who_is_here_already_keeps_one_story(bring, told):
    here = told()
    bring("zammad", EXPORT)

    assert Conversation.objects.get(subject="Bladkorf in de Lindelaan", closure__isnull=False).person == here.person


def test_another_name_at_the_same_address_is_not_merged(bring, told):
    here = told(name="Ahmed El Idrissi")
    _said, rows = bring("zammad", EXPORT)

    assert here.person.conversations.count() == 1
    assert f"also that of person {here.person_id} here" in next(row["why"] for row in rows if row["where"] == "22022")


def test_a_reply_to_what_was_brought_over_finds_it(bring, told):
    bring("zammad", EXPORT)
    answered = told(references=("<antwoord-1@wierdorp.test>",), subject="Re: Bladkorf")

    assert answered.contacts.filter(direction=Direction.OUT).exists()
    assert not Conversation.objects.get(pk=answered.pk).is_closed


@pytest.mark.parametrize("words", [["Vergunningen"], ["Vergunningen=Bestaat niet"]])
def test_a_team_that_is_not_there(bring, words):
    with pytest.raises(CommandError, match="Nothing was brought over"):
        bring("zammad", EXPORT, team=words)


def test_a_folder_that_holds_no_export(bring, tmp_path):
    with pytest.raises(CommandError, match=r"no tickets.json"):
        bring("zammad", tmp_path)
