"""Employees with equal rights share a prepared query, and each gets what is theirs."""

import pytest

from gehoor.conversations import live
from gehoor.conversations.models import Conversation
from gehoor.people.models import Person
from gehoor.staff.models import Employee, Team


@pytest.fixture
def pair(db):
    """Two colleagues in one team, and what each has that is confidential."""
    team = Team.objects.create(name="Klantcontact", slug="kcc")
    both = [Employee.objects.create_user(name, role="employee") for name in ("bram", "noor")]
    for one in both:
        one.teams.add(team)
    person = Person.objects.create(name="Fatima")
    theirs = [Conversation.objects.create(person=person, team=team, assignee=one, is_confidential=True) for one in both]
    return list(zip(both, theirs, strict=True))


def test_following(pair):
    (bram, his), (noor, hers) = pair
    assert bram.rights == noor.rights
    for _again in range(2):
        assert live.visible(bram, {his.pk, hers.pk, 999_999}) == {his.pk}
        assert live.visible(noor, {his.pk, hers.pk}) == {hers.pk}
    assert live.visible(bram, set()) == set()


def test_words_of_a_chat(pair, client):
    for employee, own in pair:
        client.force_login(employee)
        found = [client.get(f"/desk/conversations/{one.reference}/since/").status_code for _who, one in pair]
        assert found == [200 if one == own else 404 for _who, one in pair]
        answered = [client.post(f"/channels/chat/{one.reference}/end/").status_code for _who, one in pair]
        assert answered == [302 if one == own else 404 for _who, one in pair]
