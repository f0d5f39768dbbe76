"""What is promised in an answer is offered as a promise while it is typed."""

from urllib.parse import parse_qs, urlparse

import pytest
from django.utils import timezone

from gehoor.promises import promising

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(cast, told, as_employee):
    """The line under the box after this text was typed in Fatima's conversation."""
    conversation = told()

    def post(text):
        return as_employee(cast.owner).post(f"/desk/conversations/{conversation.reference}/promises/noticing/", {"reply-text": text})

    post.conversation = conversation
    return post


def test_it_works(typed, cast, as_employee):
    line = typed("Beste Fatima,\n\nIk bel u morgen tussen 10 en 12 uur.")
    assert "U belooft hier iets" in line.text and "tussen 10 uur en 12 uur" in line.text

    form = as_employee(cast.owner).get(line.context["href"]).context["form"]

    assert (form["kind"].value(), form["due"].value(), form["begins"].value(), form["before"].value()) == (
        "call_back", "other", "10:00", "12:00")
    asked = parse_qs(urlparse(typed("U hoort dinsdag van ons.").context["href"]).query)
    assert asked["kind"] == ["answer"] and asked["due"][0].startswith("20")


@pytest.mark.parametrize("text", ["Dank voor uw bericht.", "", "Ik bel u niet."])
def test_nothing_is_said_where_nothing_is_promised(typed, text):
    assert not typed(text).text.strip()


def test_what_is_promised_already_is_not_offered_again(typed, cast):
    promising.make(typed.conversation, by=cast.owner, kind="call_back", due_at=timezone.now())

    assert not typed("Ik bel u morgen.").text.strip()
    assert "Brief" in typed("Ik bel u morgen.\nWe sturen u dinsdag een brief.").text


def test_a_draft_that_was_left_is_looked_at_too(typed, cast, as_employee):
    """What was written before is noticed when the page opens; an empty box asks nothing."""
    client, address = as_employee(cast.owner), f"/desk/conversations/{typed.conversation.reference}/"
    assert 'hx-trigger="input delay' in client.get(address).content.decode()

    client.post(f"{address}draft/", {"kind": "reply", "reply-text": "Ik bel u morgen."})
    assert 'hx-trigger="load, input delay' in client.get(address).content.decode()
