"""What an employee decides about a call: another moment, also after three in vain; given up; spoken after all."""

import pytest

from gehoor.callbacks import asking, bringing, lining, trying
from gehoor.callbacks.models import CallBack
from gehoor.conversations import links
from gehoor.conversations.models import Conversation
from gehoor.promises import promising

from .test_try import in_vain

pytestmark = pytest.mark.django_db


def test_what_an_employee_decides_then_is_what_happens(asked, cast, as_employee, morning):
    """Called at the moment they agree on, and no sooner; or given up, and the person may still choose."""
    call_back = asked()
    in_vain(call_back, cast)
    client, address = as_employee(cast.owner), f"/desk/promises/{call_back.promise_id}/"
    page = client.get(f"/desk/conversations/{call_back.promise.conversation.reference}/").content.decode()
    assert f'href="{address}"' in page.partition('id="call"')[2].partition("</section>")[0]
    agreed_on(client, address, "2026-11-25T14:00", "2026-11-25T15:00")

    found = CallBack.objects.get()
    assert (found.state, found.next_at) == ("waiting", morning.on("2026-11-25T14:00"))
    assert bringing.bring_due(morning.on("2026-11-25T13:59")) == 0 and bringing.bring_due(morning.on("2026-11-25T14:00")) == 1
    assert trying.no_answer(found.promise_id, by=cast.owner).again_at is None, "once more in vain: decided anew"
    client.post(f"{address}withdrawal/", {"reason": "Niet te bereiken."})
    found.refresh_from_db()
    assert not found.promise.is_open and found.can_choose


@pytest.mark.parametrize("decides", ["another_moment", "other_number", "answered_after_all", "move"])
def test_their_page_tells_what_is_true_meanwhile(asked, cast, client, morning, decides):
    """No moment that holds no more, and how they help; until an employee decided, or they chose."""
    call_back = asked()
    conversation = call_back.promise.conversation
    address = f"/gesprek/{links.token_of(links.issue(conversation, conversation.person))}/"
    promised = "We bellen u dinsdag 24 november voor 17 uur"
    assert promised in client.get(address).text
    in_vain(call_back, cast)

    page = client.get(address).text
    assert "Wij belden u 3 keer, voor het laatst op dinsdag 24 november, 09:55, en bereikten u niet. Vertel ons" in page
    assert "We bellen u" not in page and "voor die tijd" not in page
    {
        "another_moment": lambda pk: trying.another_moment(pk, by=cast.owner, due_at=morning.on("2026-11-24T17:00"), from_at=None, reason="Zo"),
        "other_number": lambda pk: trying.other_number(pk, "+31687654321", by=cast.owner),
        "answered_after_all": lambda pk: trying.answered_after_all(pk, by=cast.owner),
        "move": lambda pk: asking.move(call_back, None),
    }[decides](call_back.promise_id)
    assert promised in client.get(address).text


def test_a_number_that_was_somebody_elses_is_told_too(asked, cast, client):
    call_back = asked()
    conversation = call_back.promise.conversation
    trying.wrong_number(call_back.promise_id, by=cast.owner)

    page = client.get(f"/gesprek/{links.token_of(links.issue(conversation, conversation.person))}/").text
    assert "09:55, maar het nummer bleek niet van u. Vertel ons op welk nummer wij u kunnen bellen." in page


def test_what_else_is_promised_is_told_first(asked, cast, morning):
    call_back = asked()
    in_vain(call_back, cast)
    promising.make(call_back.promise.conversation, by=cast.owner, kind="answer", due_at=morning.on("2026-11-27T17:00"))

    assert Conversation.objects.get().promised["kind"] == "answer"


def test_another_moment_leaves_the_line_until_then(asked, taken, cast, as_employee, morning):
    call_back = taken(asked())
    agreed_on(as_employee(cast.owner), f"/desk/promises/{call_back.promise_id}/", "2026-11-25T14:00", "2026-11-25T15:00")

    assert lining.turn_of(call_back) is None and CallBack.objects.get().next_at == morning.on("2026-11-25T14:00")


def test_a_half_hour_that_an_employee_brings_forward_is_called_in_time(asked, cast, morning):
    call_back = asked("2026-11-25T14:00")
    trying.another_moment(call_back.promise_id, by=cast.owner, due_at=morning.on("2026-11-24T10:45"), from_at=None, reason="Eerder")

    assert CallBack.objects.get().next_at == morning.on("2026-11-24T10:15") and CallBack.objects.get().lane is None


def agreed_on(client, address, from_at, due_at):
    day, begins = from_at.split("T")
    fields = {"due": "other", "day": day, "begins": begins, "before": due_at.split("T")[1], "reason": "Zo afgesproken"}
    client.post(f"{address}moment/", {f"moment-{name}": value for name, value in fields.items()})


def test_spoken_after_all_needs_no_choice_any_more(asked, cast):
    call_back = asked()
    in_vain(call_back, cast)
    promising.keep(call_back.promise_id, by=cast.owner)
    bringing.let_go()

    assert CallBack.objects.get().state == "ended"
