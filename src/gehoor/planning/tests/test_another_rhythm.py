"""A plan goes on in another rhythm: what lies behind and what was agreed stays, the rest moves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gehoor.core.models import Event
from gehoor.planning import another_rhythm, rescheduling
from gehoor.planning.models import State

pytestmark = pytest.mark.django_db


def days(plan, **which):
    return list(plan.moments.filter(**which).order_by("number").values_list("from_on", flat=True))


def in_days(number) -> date:
    return timezone.localdate() + timedelta(days=number)


def test_what_is_to_come_moves_and_the_rest_stays(cast, planned):
    plan = planned(in_days(-40), every_months=1)
    plan.moments.filter(number=0).update(state=State.HELD)
    before = days(plan)
    agreed = plan.moments.get(number=2)
    rescheduling.move(agreed.pk, by=cast.owner, at=timezone.now() + timedelta(days=(before[2] - in_days(0)).days + 1))

    moved = another_rhythm.change(plan, by=cast.owner, reason="Het gaat beter", begins_on=in_days(60), every=6)
    plan.refresh_from_db()
    after = days(plan)

    assert after[:3] == before[:3] and plan.rhythm_in_words != ""
    assert [moment.from_on for moment in moved] == after[3 : 3 + len(moved)] and after[3] == in_days(60)
    assert all(day not in after for day in before[3:])
    assert Event.objects.filter(kind="moment.moved", data__reason="Het gaat beter").count() == len(moved)
    assert plan.next_on > after[-1], "and so it goes on"


def test_fewer_dates_withdraw_what_has_no_day_any_more(cast, planned):
    plan = planned(in_days(5), every_months=1)
    number = plan.moments.open().count()
    another_rhythm.change(plan, by=cast.owner, reason="Op vaste dagen", begins_on=in_days(9), dates=[in_days(9)])
    plan.refresh_from_db()

    assert days(plan, state=State.COMING) == [in_days(9)] and number > 1
    assert plan.moments.filter(state=State.WITHDRAWN).count() == number - 1 and plan.next_on is None
