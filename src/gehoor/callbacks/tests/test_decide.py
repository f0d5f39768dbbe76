"""What an employee decides about a call: another moment, also after three in vain; given up; spoken after all."""

import pytest

from gehoor.callbacks import bringing, lining, trying
from gehoor.callbacks.models import CallBack
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
