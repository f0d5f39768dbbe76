"""How often a plan comes round is changed on its page: with a reason, in the words of whoever looks, typed text kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from gehoor.core.models import Event
from gehoor.desk.planning.forms import RhythmForm
from gehoor.planning.models import Plan
from gehoor.planning.tests import example

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast, told):
    return Plan.objects.get(pk=example.talk(told(team=cast.teams.open))["plan"])


def test_it_works(plan, cast, as_employee):
    day = timezone.localdate() + timedelta(days=14)
    asked = {"every": "3", "begins_on": day.isoformat(), "dates": "", "rhythm_reason": "Het gaat beter"}
    there = as_employee(cast.owner).post(reverse("desk:plan_rhythm", args=[plan.pk]), asked, follow=True)
    assert there.status_code == 200 and "elke 3 maanden" in there.text
    assert plan.moments.filter(from_on=day).count() == 1
    assert Event.objects.get(kind="plan.another_rhythm").data["reason"] == "Het gaat beter"


def test_without_a_reason_nothing_changes_and_what_was_typed_stays(plan, cast, as_employee):
    asked = {"every": "0", "begins_on": "", "dates": "1-12-2099", "rhythm_reason": ""}
    answer = as_employee(cast.owner).post(reverse("desk:plan_rhythm", args=[plan.pk]), asked)
    assert answer.status_code == 422 and "1-12-2099" in answer.text
    plan.refresh_from_db()
    assert plan.every_months == 6 and not Event.objects.filter(kind="plan.another_rhythm").exists()


@pytest.mark.parametrize(("language", "words"), [("en", "every 6 months"), ("nl", "elke 6 maanden")])
def test_the_choices_are_in_the_language_of_whoever_looks(language, words):
    with translation.override(language):
        assert dict(RhythmForm().fields["every"].choices)[6] == words
