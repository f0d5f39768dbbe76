"""Who sees which conversation, and in which order the work comes."""

from datetime import UTC, datetime, timedelta

import pytest

from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.people.models import Person
from gehoor.queues import routing, worklist
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Role

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def cast():
    open_team = Team.objects.create(name="Groen", slug="groen", is_default=True)
    closed_team = Team.objects.create(name="Schuldhulp", slug="schuldhulp", is_closed=True)
    cast = {role: Employee.objects.create_user(role, role=role) for role in Role.values}
    cast["member"] = Employee.objects.create_user("member")
    cast["member"].teams.add(closed_team, open_team)
    cast["employee"].teams.add(open_team)
    cast |= {"open": open_team, "closed": closed_team, "person": Person.objects.create(name="Ria Hoekstra")}
    return cast


def ask(cast, team, *, hours=0, **changes):
    moment = MONDAY + timedelta(hours=hours)
    return Conversation.objects.create(person=cast["person"], team=team, waiting_since=moment, **changes)


def test_it_works(cast):
    question = ask(cast, cast["open"])

    assert list(Conversation.objects.visible_to(cast["employee"])) == [question]


def test_closed_team_is_for_members(cast):
    secret = ask(cast, cast["closed"])

    assert secret in Conversation.objects.visible_to(cast["member"])
    assert secret not in Conversation.objects.visible_to(cast["employee"])
    assert secret not in Conversation.objects.visible_to(cast["lead"])


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_who_does_not_handle_contacts_sees_none(cast, role):
    ask(cast, cast["open"])

    assert not Conversation.objects.visible_to(cast[role])


def test_inactive_employee_sees_none(cast):
    ask(cast, cast["open"])
    cast["employee"].is_active = False

    assert not Conversation.objects.visible_to(cast["employee"])


def test_longest_wait_comes_first(cast):
    late, early = ask(cast, cast["open"], hours=5), ask(cast, cast["open"], hours=1)
    ask(cast, cast["open"], hours=0, waiting_for=WaitingFor.PERSON)

    assert list(worklist.select(cast["employee"], worklist.View.TEAM)) == [early, late]


def test_oldest_unanswered_contact_counts(cast):
    question = ask(cast, cast["open"], hours=1)
    question.heard(MONDAY + timedelta(hours=9))
    assert question.waiting_since == MONDAY + timedelta(hours=1)

    question.answered(MONDAY + timedelta(hours=10))
    question.heard(MONDAY + timedelta(hours=20))
    assert question.waiting_since == MONDAY + timedelta(hours=20)


def test_moving_takes_the_name_off(cast):
    question = ask(cast, cast["open"])
    routing.assign(question, cast["employee"], by=cast["employee"])
    routing.move(question, cast["closed"], by=cast["employee"])

    question.refresh_from_db()
    assert question.assignee is None
    assert question not in Conversation.objects.visible_to(cast["employee"])


def test_closing_twice_and_reopening(cast):
    question = ask(cast, cast["open"])
    first = question.close(by=cast["employee"], solved=True)
    second = question.close(by=cast["member"], solved=False)

    assert first == second
    assert second.by == cast["employee"]
    assert question in Conversation.objects.closed()
    question.reopen(by=cast["employee"])
    assert question in Conversation.objects.open()
