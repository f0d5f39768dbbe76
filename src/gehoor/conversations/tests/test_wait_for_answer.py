"""The clock of a conversation: what has to be answered when."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.conversations.models import Conversation, Wait, WaitingFor
from gehoor.core.working_hours import WorkingHours
from gehoor.postroom import channel
from gehoor.queues import timing
from gehoor.targets import changing
from gehoor.targets.calendar import Calendar
from gehoor.targets.norms import Norm, Unit
from tests.plugins.clock import Clock

pytestmark = pytest.mark.django_db
on = Clock.on


def respond_by(conversation):
    return Conversation.objects.get(pk=conversation.pk).respond_by


def answer(conversation, by):
    conversation = Conversation.objects.get(pk=conversation.pk)
    return channel.get("email").compose(conversation, by=by, text="Ja, die komt er.")


def test_it_works(cast, told, clock):
    clock.is_at("2026-11-20T16:00")  # a Friday; e-mail is answered within a working day
    conversation = told()
    found = Conversation.objects.get(pk=conversation.pk)

    assert (found.respond_by, found.short_from) == (on("2026-11-23T17:00"), on("2026-11-23T15:00"))

    clock.is_at("2026-11-23T12:00")
    answer(conversation, cast.owner)

    assert respond_by(conversation) is None
    wait = Wait.objects.get()
    assert (wait.ended_by, wait.ended_at < wait.due_at, wait.channel) == ("answer", True, "email")


@pytest.mark.parametrize(("kind", "due"), [
    ("webform", "2026-11-20T17:00"), ("portal", "2026-11-20T17:00"), ("phone", "2026-11-24T17:00"),
    ("letter", "2026-11-25T17:00"), ("earlier", "2026-11-24T17:00"),
])
def test_each_channel_has_its_own(told, clock, kind, due):
    clock.is_at("2026-11-20T16:00")

    assert respond_by(told(channel=kind)) == on(due)


def test_the_oldest_unanswered_contact_counts_and_a_quicker_channel_hurries(told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-19T09:00")
    told(conversation_id=conversation.pk)
    assert respond_by(conversation) == on("2026-11-19T17:00")

    clock.is_at("2026-11-18T16:30")
    told(conversation_id=conversation.pk, channel="webform")
    assert respond_by(conversation) == on("2026-11-18T17:00")


def test_the_clock_stands_still_while_we_wait_for_the_person(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()  # until Thursday 17:00: 9.5 working hours
    clock.is_at("2026-11-19T14:00")
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)
    assert respond_by(conversation) is None

    clock.is_at("2026-11-20T16:00")  # three hours were left
    conversation.wait_for(WaitingFor.US, by=cast.owner)
    assert respond_by(conversation) == on("2026-11-23T10:30")

    clock.is_at("2026-11-20T16:30")
    conversation.wait_for(WaitingFor.OTHER, by=cast.owner)
    assert respond_by(conversation) == on("2026-11-23T10:30")  # waiting for a third party is ours to hurry


def test_what_is_late_stays_late(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-20T12:00")
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)
    clock.is_at("2026-11-27T12:00")
    conversation.wait_for(WaitingFor.US, by=cast.owner)

    assert respond_by(conversation) == on("2026-11-19T17:00")


def test_an_answer_while_the_clock_stands_still_is_in_time(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)
    clock.is_at("2026-12-02T12:00")
    answer(conversation, cast.owner)

    wait = Wait.objects.get()
    assert wait.ended_at < wait.due_at


def test_who_calls_to_ask_where_the_answer_stays_waits_no_longer_for_it(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-19T10:00")
    told(conversation_id=conversation.pk, channel="phone", employee_id=cast.owner.pk)

    assert respond_by(conversation) == on("2026-11-19T17:00")
    assert Wait.objects.filter(ended_at=None).count() == 2


def test_closing_ends_and_opening_again_undoes_that(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-19T10:00")
    conversation.close(by=cast.owner, solved=True)
    assert (respond_by(conversation), Wait.objects.get().ended_by) == (None, "closing")

    clock.is_at("2026-11-19T11:00")
    conversation.reopen(by=cast.owner)
    assert (respond_by(conversation), Wait.objects.get().ended_at) == (on("2026-11-19T17:00"), None)


def test_who_comes_back_after_closing_waits_anew(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    clock.is_at("2026-11-18T16:10")
    conversation.close(by=cast.owner, solved=True)
    clock.is_at("2026-11-23T10:00")
    told(conversation_id=conversation.pk)

    assert respond_by(conversation) == on("2026-11-24T17:00")


def test_a_call_settled_at_once_made_nobody_wait(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    told(channel="phone", employee_id=cast.owner.pk).close(by=cast.owner, solved=True)

    assert not Wait.objects.exists()


def test_we_are_to_move_again_though_they_said_nothing(cast, told, clock):
    clock.is_at("2026-11-18T16:00")
    conversation = told()
    answer(conversation, cast.owner)
    clock.is_at("2026-11-20T10:00")
    conversation = Conversation.objects.get()
    conversation.wait_for(WaitingFor.US, by=cast.owner)

    assert respond_by(conversation) == on("2026-11-23T17:00")


def test_a_closed_day_counts_at_once_for_what_runs(cast, told, clock):
    clock.is_at("2026-11-20T16:00")
    conversation = told()
    changing.set_day(on("2026-11-23T00:00").date(), "Heidag", "closed", by=cast.admin)
    timing.count_again()
    assert respond_by(conversation) == on("2026-11-24T17:00")

    conversation.refresh_from_db()
    conversation.wait_for(WaitingFor.PERSON, by=cast.owner)
    conversation.wait_for(WaitingFor.US, by=cast.owner)
    changing.set_day(on("2026-11-24T00:00").date(), "Verhuizing", "closed", by=cast.admin)
    timing.count_again()
    assert respond_by(conversation) == on("2026-11-25T17:00")


def test_a_contact_is_judged_by_the_target_of_its_day(cast, told, clock):
    clock.is_at("2026-11-20T16:00")
    changing.set_target("email", Norm(Unit.HOURS, 2), since=on("2026-11-24T00:00").date(), by=cast.admin)
    before = told()
    clock.is_at("2026-11-24T09:00")
    after = told(address="piet@voorbeeld.example")
    timing.count_again()

    assert (respond_by(before), respond_by(after)) == (on("2026-11-23T17:00"), on("2026-11-24T11:00"))
    with pytest.raises(changing.TooEarly):
        changing.set_target("email", Norm(Unit.DAYS, 9), since=on("2026-11-24T00:00").date(), by=cast.admin)


def test_what_came_in_untimed_is_timed(told, clock):
    clock.is_at("2026-11-20T16:00")
    conversation = told()
    Wait.objects.all().delete()
    Conversation.objects.update(respond_by=None, short_from=None)
    timing.catch_up()

    assert respond_by(conversation) == on("2026-11-23T17:00")


# Below: the clock told minute by minute.
BEGAN, MINUTE, DAYS = on("2026-12-22T09:07"), timedelta(minutes=1), 12
OPEN = [WorkingHours().is_open(BEGAN + MINUTE * number) for number in range(DAYS * 24 * 60)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, len(OPEN) - 1), max_size=9), st.integers(1, 40))
def test_stopping_and_going_on_any_number_of_times(toggles, hours):
    known, toggles = Calendar(), sorted(toggles)
    wait = Wait(began_at=BEGAN, due_at=WorkingHours().add(BEGAN, hours), channel="email")
    for number, minute in enumerate(toggles):
        (wait.go_on if number % 2 else wait.stop)(BEGAN + MINUTE * minute, known)
    if len(toggles) % 2:
        wait.go_on(BEGAN + timedelta(days=30), known)
    spent = due = 0
    for minute, is_open in enumerate(OPEN):
        stopped = sum(toggle <= minute for toggle in toggles) % 2
        spent += is_open and not stopped
        due = due or (minute + 1 if spent == hours * 60 else 0)
    if due:
        assert wait.due_at == BEGAN + MINUTE * due
