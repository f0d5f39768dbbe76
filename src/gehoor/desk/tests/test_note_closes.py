"""A call or visit written down as solved closes by the one rule: no complaint, no promise goes with it in silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.complaints import opening
from gehoor.conversations.models import Conversation
from gehoor.promises import promising

pytestmark = pytest.mark.django_db


@pytest.fixture
def solved(cast, told, as_employee):
    """`solved(conversation, ...)` writes down a call after which nobody is to move."""

    def post(conversation, **more):
        return as_employee(cast.owner).post("/channels/phone/", {
            "action": "save", "who": "", "choice": f"conversation:{conversation.reference}", "name": "", "phone": "", "email": "",
            "subject": "", "text": "De korf is geleegd, mevrouw is tevreden", "now": "done", "summary": "", **more})

    return post


def is_closed(conversation) -> bool:
    return Conversation.objects.get(pk=conversation.pk).is_closed


def test_a_complaint_ends_by_its_own_steps(cast, told, solved):
    conversation = told()
    opening.open_one(conversation, about="Bladkorf te laat", by=cast.owner, handler=cast.owner)

    answer = solved(conversation)
    assert answer.status_code == 422 and conversation.contacts.filter(channel="phone").count() == 0
    page = answer.content.decode()
    assert "Dit is een klacht." in page and "De korf is geleegd, mevrouw is tevreden" in page
    assert solved(conversation, now="us").status_code == 302 and not is_closed(conversation)


@pytest.mark.parametrize(("choice", "state"), [("kept", "kept"), ("withdrawn", "withdrawn"), ("stay", "open")])
def test_what_becomes_of_a_promise_is_asked(cast, told, solved, choice, state):
    conversation = told()
    promise = promising.make(conversation, by=cast.mate, kind="call_back", due_at=timezone.now() + timedelta(days=1), owner=cast.mate)

    asked = solved(conversation)
    assert asked.status_code == 422 and not is_closed(conversation)
    assert "Wat gebeurt er met de open beloften?" in asked.content.decode() and "We bellen u" in asked.content.decode()
    assert solved(conversation, promises=choice).status_code == 302
    promise.refresh_from_db()
    assert is_closed(conversation) and promise.state == state
