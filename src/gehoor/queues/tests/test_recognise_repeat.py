"""The third contact about one question gives it an owner, and says why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.postroom.inbound import Inbound, Sender
from gehoor.postroom.receive import receive
from gehoor.queues import routing
from gehoor.queues.models import Repeat, WorkRules

pytestmark = pytest.mark.django_db


def again(conversation, **changes):
    """One more contact about it, noted by nobody unless said otherwise."""
    changes.setdefault("channel", "email")
    sender = Sender("email", "fatima@voorbeeld.example") if changes["channel"] == "email" else None
    receive(Inbound(**{
        "external_id": None, "at": timezone.now(), "person_id": conversation.person_id, "sender": sender,
        "conversation_id": conversation.pk, "text": "Hoe staat het ermee?", **changes,
    }))
    return Conversation.objects.select_related("assignee").get(pk=conversation.pk)


def test_it_works(cast, told):
    """Noor has no work, Bram has: she gets it at the third contact, not before."""
    for employee in (cast.owner, cast.outsider, cast.lead):
        routing.assign(told(address=f"{employee.username}@voorbeeld.example"), employee, by=employee)
    conversation = told()

    assert again(conversation).assignee is None
    assert again(conversation).assignee == cast.mate

    repeat = Repeat.objects.get()
    assert (repeat.number, repeat.days, repeat.why) == (3, 30, "has_room")
    assert Event.objects.get(kind="conversation.repeated").data["owner"] == "Noor Haddad"


def test_who_helped_last_gets_it(cast, told):
    conversation = told()
    again(conversation, channel="phone", employee_id=cast.outsider.pk)
    again(conversation)

    assert Conversation.objects.get(pk=conversation.pk).assignee == cast.outsider
    assert Repeat.objects.get().why == "helped_last"


def test_a_noted_call_is_the_third(cast, told):
    conversation = told()
    again(conversation)

    assert again(conversation, channel="phone", employee_id=cast.mate.pk).assignee == cast.mate


def test_it_is_not_taken_from_who_has_it(cast, told):
    conversation = told()
    routing.assign(conversation, cast.owner, by=cast.owner)
    again(conversation, channel="phone", employee_id=cast.mate.pk)

    assert again(conversation).assignee == cast.owner
    assert Repeat.objects.get().why == "had_it"


def test_who_left_or_may_not_see_it_does_not_get_it(cast, told):
    conversation = told(team=cast.teams.closed)
    again(conversation, channel="phone", employee_id=cast.outsider.pk)

    assert again(conversation).assignee == cast.insider
    cast.insider.is_active = False
    cast.insider.save()
    other = told(team=cast.teams.closed, address="ander@voorbeeld.example")
    again(other)
    assert again(other).assignee is None
    assert Repeat.objects.latest("pk").why == "nobody"


def test_once_per_series(cast, told):
    conversation = told()
    for _time in range(4):
        again(conversation)

    assert Repeat.objects.count() == 1


def test_machines_and_long_ago_do_not_count(cast, told):
    conversation = told(at=timezone.now() - timedelta(days=40))
    again(conversation, automatic="auto")
    again(conversation)

    assert again(conversation).assignee is None


def test_what_seems_the_same_counts_too(cast, told):
    first = told()
    second = told(address="zoon@voorbeeld.example", name="Zoon")
    Conversation.objects.filter(pk=second.pk).update(split_from=first)

    assert again(first).assignee is not None


def test_own_figures(cast, told):
    WorkRules.objects.create(repeat_contacts=2)

    assert again(told()).assignee is not None


def test_a_new_question_is_no_repeat(cast, told):
    for _time in range(4):
        told()

    assert not Repeat.objects.exists()


def test_the_page_says_why(cast, told, as_employee):
    conversation = told()
    again(conversation, channel="phone", employee_id=cast.mate.pk)
    again(conversation)
    address = f"/desk/conversations/{conversation.reference}/"

    assert "U bent eigenaar, omdat u het laatst hielp" in as_employee(cast.mate).get(address).content.decode()
    page = as_employee(cast.owner).get(address).content.decode()
    assert "Noor Haddad is eigenaar, omdat" in page
    assert "Contact nummer 3 in 30 dagen" in page
