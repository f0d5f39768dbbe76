"""Coming moments are made ahead: on the right days, never twice, and all of them after a standstill."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.planning import beginning, inviting, making_ahead, rescheduling, rhythm, warning
from gehoor.planning.models import Moment, Plan, State
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


def days(plan):
    return list(plan.moments.order_by("number").values_list("from_on", flat=True))


def test_it_works(cast, planned):
    today = timezone.localdate()

    plan = planned(today, every_months=1)

    assert days(plan)[0] == today and days(plan)[-1] <= today + making_ahead.AHEAD
    first = plan.moments.first()
    assert (first.until_on, first.employee, first.state) == (today + timedelta(days=27), cast.owner, State.COMING)
    conversation = Conversation.objects.visible_to(cast.mate).get(pk=plan.conversation_id)
    assert conversation.is_closed, "between two talks it is nobody's work"
    assert conversation.messages.get().text.startswith("Zorgplanbespreking")


def test_the_next_one_stands_however_far_away(planned):
    plan = planned(timezone.localdate() + timedelta(days=300), every_months=12)

    assert len(days(plan)) == 1 and plan.next_on is not None


def test_the_job_twice_makes_none_twice(planned):
    plan = planned(timezone.localdate(), every_months=1)
    before = days(plan)

    assert making_ahead.make_all() == 0
    assert days(plan) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Moment.objects.create(plan=plan, number=0, from_on=before[0], until_on=before[0])


def test_after_a_standstill_none_is_left_out(planned):
    plan = planned(timezone.localdate(), every_months=2)

    making_ahead.make_all(timezone.localdate() + timedelta(days=400))  # the worker was dead for more than a year

    made = days(plan)
    assert made == [rhythm.after_months(made[0], 2 * number) for number in range(len(made))]
    assert made[-1] > timezone.localdate() + timedelta(days=400)


@pytest.mark.parametrize(("first", "every", "number", "expected"), [
    (date(2026, 8, 31), 6, 1, date(2027, 2, 28)),
    (date(2026, 8, 31), 6, 2, date(2027, 8, 31)),
    (date(2027, 8, 31), 6, 1, date(2028, 2, 29)),
    (date(2026, 12, 31), 2, 1, date(2027, 2, 28)),
    (date(2026, 11, 15), 2, 1, date(2027, 1, 15)),
    (date(2026, 2, 28), 1, 1, date(2026, 3, 28)),
    (date(2026, 9, 29), 6, 1, date(2027, 3, 29)),  # the day after summer time began
])
def test_the_day_of_the_month(first, every, number, expected):
    assert rhythm.due(number, first=first, every=every) == expected


def test_own_dates_and_the_last_day():
    dates = [date(2027, 5, 1), date(2027, 1, 4)]

    assert [rhythm.due(number, first=dates[1], every=None, dates=dates) for number in range(3)] == [*sorted(dates), None]
    assert rhythm.due(1, first=dates[1], every=None, dates=dates, until=date(2027, 4, 30)) is None


def test_a_plan_that_stops_withdraws_what_nobody_prepared(cast, planned):
    plan = planned(timezone.localdate(), every_months=1)
    Moment.objects.filter(plan=plan, number=0).update(state=State.PREPARED)

    assert beginning.stop(plan, by=cast.owner, reason="Verhuisd")
    assert not beginning.stop(plan, by=cast.owner), "once is enough"

    assert list(plan.moments.open().values_list("number", flat=True)) == [0]
    assert making_ahead.make_all(timezone.localdate() + timedelta(days=400)) == 0
    assert Event.objects.filter(conversation_id=plan.conversation_id, kind="plan.stopped").count() == 1


def test_another_end_takes_away_and_brings_back(cast, planned):
    plan = planned(timezone.localdate(), every_months=1)
    all_of_them = days(plan)

    plan.ends_on = all_of_them[1]
    beginning.change(plan, by=cast.owner, helpers=())
    assert list(plan.moments.open().values_list("from_on", flat=True)) == all_of_them[:2]

    plan.ends_on = None
    beginning.change(plan, by=cast.owner, helpers=())
    assert list(plan.moments.open().values_list("from_on", flat=True)) == all_of_them


def test_what_one_says_of_a_kind_is_kept_in_versions(cast, kind, planned):
    plan, first = planned(), kind.version
    again = kind.describe(by=cast.lead, points=first.checklist, purpose_person=first.purpose_person, minutes=45)
    assert again == first, "the same words make no new version"

    kind.describe(by=cast.lead, points=first.checklist[:1], purpose_person="Anders", minutes=45)

    moment = Moment.objects.told_in_full().filter(plan=plan).first()
    assert (kind.version.number, moment.content.number) == (2, 2), "not prepared yet: it follows its kind"
    moment.version = first
    assert len(moment.content.checklist) == 2


@pytest.mark.parametrize("moment", [
    datetime(2026, 12, 31, 23, 30), datetime(2027, 1, 1, 0, 30), datetime(2027, 3, 28, 0, 30), datetime(2027, 3, 28, 23, 30),
    datetime(2027, 10, 31, 0, 30), datetime(2027, 10, 31, 23, 30),
])
def test_an_agreed_time_falls_on_its_own_day_at_year_end_and_when_the_clock_changes(cast, planned, moment):
    at = timezone.make_aware(moment)
    made = planned(timezone.localdate() + timedelta(days=10)).moments.get()

    rescheduling.move(made.pk, by=cast.owner, at=at, reason="Afgesproken")

    found = Moment.objects.with_days().get(pk=made.pk)
    assert found.starts_on == found.ends_on == found.first_day == moment.date()
    assert (warning.warn(moment.date()), warning.warn(moment.date() + timedelta(days=1))) == (2, 1), "owner and lead; over a day later"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_and_tell_once(cast, planned):
    plan = planned(timezone.localdate(), every_months=1)
    Moment.objects.filter(plan=plan).delete()
    Plan.objects.filter(pk=plan.pk).update(made=0, next_on=plan.begins_on)

    def work():
        try:
            making_ahead.make_all()
            inviting.invite_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _each in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    told = Moment.objects.filter(plan=plan).exclude(invited="")
    assert days(plan)[:2] == [plan.begins_on, rhythm.after_months(plan.begins_on, 1)]
    assert Delivery.objects.count() == told.count() > 0


def test_between_the_talks_nobody_waits_until_it_is_opened_again(planned, cast):
    conversation = planned().conversation
    assert conversation.is_closed and conversation.respond_by is None

    conversation.reopen(by=cast.owner)

    assert conversation.respond_by
