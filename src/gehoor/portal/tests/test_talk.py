"""A planned talk on the page of a person: points beforehand, the record afterwards, and nothing for who may not see it."""

import pytest
from django.test import Client
from django.utils import timezone

from gehoor.conversations import links
from gehoor.people import helping
from gehoor.people.models import GivenHow, Person
from gehoor.planning import recording
from gehoor.planning.models import SentIn
from gehoor.planning.tests.conftest import kind, planned
from gehoor.postroom import reading

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["kind", "planned"]


def page_of(moment, person=None):
    link = links.issue(moment.plan.conversation, person or moment.plan.person)
    return f"/gesprek/{links.token_of(link)}/gepland/{moment.pk}/"


def test_it_works(cast, planned):
    moment = planned(timezone.localdate()).moments.get()
    url, client = page_of(moment), Client()
    assert "Wij praten over uw zorg." in client.get(url).text
    typed = {"goal": "Vaker naar buiten", "text": "Over de rolstoel", "page": "een"}

    there = client.post(url, typed, follow=True)
    client.post(url, typed)

    assert "Wij hebben het." in there.text and "Vaker naar buiten" in there.text
    assert SentIn.objects.get().text == "Over de rolstoel"
    reading.read_due()
    conversation = moment.plan.conversation
    conversation.refresh_from_db()
    assert conversation.is_open, "somebody has to read it"
    assert "Ik wil bereiken: Vaker naar buiten" in conversation.messages.get(contact__channel="portal").text

    recording.record(moment.pk, by=cast.owner, channel="counter", checked={}, summary="U gaat elke week naar buiten.")
    assert "U gaat elke week naar buiten." in client.get(url).text
    client.post(url, {"text": "Het was twee keer per week", "page": "twee"})
    assert SentIn.objects.get(sort=SentIn.Sort.CORRECTION).text == "Het was twee keer per week"


def test_nothing_written_says_what_to_do_and_keeps_the_page(planned):
    moment = planned(timezone.localdate()).moments.get()

    answer = Client().post(page_of(moment), {"goal": " ", "text": "", "page": "een"})

    assert answer.status_code == 422 and "Schrijf eerst iets" in answer.text and not SentIn.objects.exists()


def test_a_helper_sees_it_only_as_long_as_the_permission_holds(cast, planned):
    person, helper = Person.objects.create(name="Fatima"), Person.objects.create(name="Anja")
    permission = helping.permit(person, helper, scope="zorg", given_how=GivenHow.COUNTER, by=cast.owner)
    moment = planned(timezone.localdate(), person=person, helpers=[permission]).moments.get()
    url = page_of(moment, helper)
    assert Client().get(url).status_code == 200

    helping.take_back(permission, by=cast.owner)

    assert Client().get(url).status_code == 404
    stranger = page_of(moment, Person.objects.create(name="Iemand"))
    assert Client().get(stranger).status_code == 404
