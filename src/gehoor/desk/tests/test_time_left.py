"""How much time is left, where employees see it; and how much was answered in time, where team leads do."""

import pytest
from django.utils import timezone

from gehoor.conversations import in_time
from gehoor.conversations.models import Conversation, Wait, WaitingFor
from gehoor.postroom import channel, send
from gehoor.queues import timing
from gehoor.targets import changing
from gehoor.targets.norms import Norm, Unit

pytestmark = pytest.mark.django_db
FRIDAY = "2026-11-20T16:00"


@pytest.fixture
def page(cast, as_employee):
    """What the owner reads at an address."""
    client = as_employee(cast.owner)
    return lambda address: client.get(address).content.decode()


@pytest.mark.parametrize(("now", "kind", "says", "looks"), [
    (FRIDAY, "webform", "bijna tijd: vandaag voor 17:00", "chip--short"),
    ("2026-11-20T09:00", "webform", "vandaag voor 17:00", ""),
    ("2026-11-19T16:00", "email", "morgen voor 17:00", ""),
    (FRIDAY, "email", "maandag voor 17:00", ""),
    (FRIDAY, "letter", "woensdag voor 17:00", ""),
])
def test_it_works(told, clock, page, now, kind, says, looks):
    clock.is_at(now)
    conversation = told(channel=kind)

    for address in ("/desk/queue/team/", f"/desk/conversations/{conversation.reference}/"):
        said = page(address)
        assert f">{says}<" in said and ("chip--short time" in said or "time-left chip--short" in said) is bool(looks)


@pytest.mark.parametrize(("now", "says"), [
    ("2037-11-23T17:01", "had om 17:00 gemoeten"), ("2037-11-24T09:00", "had gisteren gemoeten"),
    ("2037-11-26T09:00", "had maandag gemoeten"), ("2037-12-04T09:00", "had ma 23 nov gemoeten"),
])
def test_what_is_late_says_so_in_words(told, clock, page, now, says):
    clock.is_at("2037-11-20T16:00")  # after what the database takes for now
    told()
    assert "beantwoord moeten zijn" not in page("/desk/queue/team/")

    clock.is_at(now)
    assert says in page("/desk/queue/team/")


def test_the_head_of_the_list_counts_what_is_late(told, clock, page):
    clock.is_at("2025-11-21T16:00")  # before what the database takes for now
    told(), told(address="piet@voorbeeld.example")

    assert "2 hadden al beantwoord moeten zijn." in page("/desk/queue/team/")
    assert "2 hadden al beantwoord moeten zijn." in page("/desk/queue/team/list/")


def test_first_in_the_list_is_what_has_to_be_answered_first(told, clock, page):
    clock.is_at(FRIDAY)
    letter, form = told(channel="letter"), told(channel="webform", address="piet@voorbeeld.example")
    said = page("/desk/queue/team/")

    assert said.index(form.reference) < said.index(letter.reference)


def test_the_clock_that_stands_still_is_told(cast, told, clock, page):
    clock.is_at(FRIDAY)
    conversation = told()
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)
    address = f"/desk/conversations/{conversation.reference}/"
    assert "De klok staat stil, met nog 10 werkuren over." in page(address)
    assert "data-due" not in page("/desk/queue/mine/")

    conversation.wait_for(WaitingFor.US, by=cast.owner)
    assert "staat stil" not in page(address)


def test_a_row_that_was_drawn_before_tells_a_new_moment(cast, told, clock, page):
    clock.is_at(FRIDAY)
    told()
    assert "maandag voor 17:00" in page("/desk/queue/team/")

    changing.set_day(clock.on("2026-11-23T00:00").date(), "Heidag", "closed", by=cast.admin)
    timing.count_again()
    assert "dinsdag voor 17:00" in page("/desk/queue/team/")


def answered(told, clock, cast, number, at):
    conversation = told(address=f"bewoner{number}@voorbeeld.example")
    clock.is_at(at)
    channel.get("email").compose(Conversation.objects.get(pk=conversation.pk), by=cast.owner, text="Ja")


def test_a_lead_sees_how_much_was_in_time_by_the_target_of_the_day(cast, told, clock, as_employee):
    for number in range(6):
        clock.is_at("2026-11-10T10:00")  # within a working day
        answered(told, clock, cast, number, "2026-11-11T10:00" if number else "2026-11-13T10:00")
    changing.set_target("email", Norm(Unit.HOURS, 2), since=clock.on("2026-11-16T00:00").date(), by=cast.admin)
    for number in range(5):
        clock.is_at("2026-11-17T10:00")  # within two hours
        answered(told, clock, cast, number, "2026-11-18T10:00")
    clock.is_at("2026-11-18T11:00")
    told(channel="webform"), told(channel="email")  # still in time
    said = " ".join(as_employee(cast.lead).get("/desk/in-time/").content.decode().split())

    assert ('83%</b> <span class="muted small">van 6', '0%</b> <span class="muted small">van 5') == tuple(
        part for part in ('83%</b> <span class="muted small">van 6', '0%</b> <span class="muted small">van 5') if part in said
    )
    assert "10%" not in said and "webform" not in said.lower().split("<tbody>")[1]


def test_nothing_is_told_about_a_few(cast, told, clock, as_employee):
    for number in range(4):
        clock.is_at("2026-11-10T10:00")
        answered(told, clock, cast, number, "2026-11-11T10:00")
    said = as_employee(cast.lead).get("/desk/in-time/").content.decode()

    assert "minder dan 5" in said and "%</b>" not in said
    assert as_employee(cast.owner).get("/desk/in-time/").status_code == 403


def test_an_empty_house(cast, as_employee):
    assert "Er hoefde nog niets beantwoord te worden" in as_employee(cast.lead).get("/desk/in-time/").content.decode()


def test_a_letter_is_confirmed_first_and_answered_later(cast, told, clock, page):
    """F2: confirmed within three working days, by whatever the person hears first; then the answer counts down."""
    clock.is_at(FRIDAY)
    letter, late = told(channel="letter"), told(channel="letter", address="ander@voorbeeld.example")
    address = f"/desk/conversations/{letter.reference}/"
    assert "ontvangst bevestigen" in page(address)

    clock.is_at("2026-11-24T10:00")
    send.send(letter, by=cast.owner, kind="email", address="fatima@voorbeeld.example", text="Uw brief is er.", automatic="promise")
    said = page(address)
    assert "ontvangst bevestigen" not in said and ">vr 4 dec voor 17:00<" in said

    clock.is_at("2026-11-26T10:00")
    late.refresh_from_db()
    late.answered(timezone.now())
    waits = {wait.conversation_id: wait for wait in Wait.objects.all()}
    assert waits[letter.pk].confirmed_at < waits[letter.pk].confirm_by < waits[late.pk].confirmed_at
    week = next(iter(in_time.by_week(2).values()))["letter"]
    assert (week.to_confirm, week.confirmed, week.counted, week.kept) == (2, 1, 1, 1)
