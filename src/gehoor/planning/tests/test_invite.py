"""Who is told of a talk: the person, and a helper as long as the permission holds; each once, whatever the worker does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Contact, Direction
from gehoor.core.models import Event
from gehoor.people import helping
from gehoor.people.models import GivenHow, Person
from gehoor.planning import inviting, rescheduling
from gehoor.planning.models import Invited, Moment, Plan
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


def soon(days=10):
    return timezone.localdate() + timedelta(days=days)


def sent():
    return list(Delivery.objects.order_by("pk").values_list("address", flat=True))


def text():
    return Delivery.objects.latest("pk").message.text


def test_it_works(planned):
    moment = planned(soon()).moments.get()

    assert inviting.invite_due() == 1

    assert sent() == ["fatima@voorbeeld.example"]
    assert "Wij praten over uw zorg." in text() and "- Hoe gaat het met u?" in text() and moment.when in text()
    assert "{" not in text(), "every blank is filled in, and what is not known is left out"
    assert Contact.objects.get(direction=Direction.OUT).automatic == inviting.WHY
    moment.refresh_from_db()
    assert (moment.invited, moment.invitation.address) == (Invited.SENT, "fatima@voorbeeld.example")
    assert moment.plan.conversation.is_closed, "being told makes it nobody's work"


def test_the_job_again_or_after_an_hours_death_sends_nothing_twice_and_leaves_none_out(planned):
    planned(soon(), person=Person.objects.create(name="Ahmet"))
    inviting.invite_due()
    planned(soon(20))

    for today in (timezone.localdate(), timezone.localdate() + timedelta(days=1)):
        inviting.invite_due(today)

    assert len(sent()) == 2


def test_not_yet_where_it_is_far_away_nor_when_its_time_is_over(planned):
    far = planned(soon(60)).moments.get()
    over = planned(soon(), person=Person.objects.create(name="Ahmet")).moments.get()
    Moment.objects.filter(pk=over.pk).update(from_on=soon(-40), until_on=soon(-10))

    assert inviting.invite_due() == 0 and sent() == []
    assert inviting.invite_due(far.from_on - inviting.BEFORE) == 1, "on the day itself"


def test_a_helper_hears_of_it_as_long_as_the_permission_holds(cast, planned):
    person, helper = Person.objects.create(name="Fatima"), Person.objects.create(name="Anja")
    helper.addresses.create(kind="email", value="anja@voorbeeld.example")
    permission = helping.permit(person, helper, scope="zorg", given_how=GivenHow.COUNTER, by=cast.owner)
    plan = planned(soon(), every_months=1, person=person, helpers=[permission])
    first, second, *_rest = plan.moments.order_by("number")

    inviting.invite(first.pk)
    assert sent() == ["fatima@voorbeeld.example", "anja@voorbeeld.example"]
    assert "omdat u Fatima helpt" in text()

    helping.take_back(permission, by=cast.owner)
    inviting.invite(second.pk)
    assert len(sent()) == 3


def test_without_an_address_it_is_told_by_phone(cast, planned):
    person = Person.objects.create(name="Ahmet")
    person.addresses.create(kind="phone", value="+31612345678")
    moment = planned(soon(), person=person).moments.get()

    assert inviting.invite_due() == 0
    inviting.invite_due()

    moment.refresh_from_db()
    assert moment.invited == Invited.BY_HAND and sent() == []
    assert moment in Moment.objects.for_attention_of(cast.owner)
    assert Event.objects.filter(kind="moment.cannot_invite").count() == 1

    assert inviting.told(moment.pk, by=cast.owner)
    assert moment not in Moment.objects.for_attention_of(cast.owner)


def test_by_post_where_only_that_is_known_and_where_the_person_likes_it_best(planned):
    person = Person.objects.create(name="Ahmet")
    person.addresses.create(kind="email", value="ahmet@voorbeeld.example")
    person.addresses.create(kind="postal", value="Lindelaan 1, 1234 AB Merelveld", is_preferred=True)
    planned(soon(), person=person)

    inviting.invite_due()

    assert sent() == ["Lindelaan 1, 1234 AB Merelveld"]


def test_nobody_gets_mail_who_is_told_by_us(planned):
    moment = planned(soon(), tells=Plan.Tells.BY_US).moments.get()

    inviting.invite_due()

    moment.refresh_from_db()
    assert moment.invited == Invited.BY_HAND and sent() == []


def test_another_time_is_told_to_who_was_invited(cast, planned):
    moment = planned(soon()).moments.get()
    later = timezone.now() + timedelta(days=21)
    rescheduling.move(moment.pk, by=cast.owner, at=later, reason="Noor is ziek")
    assert not inviting.tell_moved(moment.pk, by=cast.owner, reason="Noor is ziek"), "nobody was invited yet"

    inviting.invite(moment.pk)
    assert inviting.tell_moved(moment.pk, by=cast.owner, reason="Noor is ziek")

    assert len(sent()) == 2 and "Noor is ziek" in text()


def test_an_invitation_that_did_not_arrive_asks_for_attention(cast, planned):
    moment = planned(soon()).moments.get()
    inviting.invite(moment.pk)
    assert moment not in Moment.objects.for_attention_of(cast.owner)

    Delivery.objects.update(state=Delivery.State.FAILED)

    assert moment in Moment.objects.for_attention_of(cast.owner)
    assert inviting.invite(moment.pk, by=cast.owner, again=True) and len(sent()) == 2
