"""The time that is left counts down on the screen, without a reload, and says in words when it is over."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("house")


@pytest.mark.slow
def test_time_left(desks):
    page = desks.of("saskia")
    page.clock.install()
    page.goto("/desk/queue/team/")
    chips = page.locator(".item [data-due]")
    due = [datetime.fromisoformat(one) for one in chips.evaluate_all("found => found.map(one => one.dataset.due)")]
    last = chips.last

    assert due == sorted(due)  # what has to be answered first stands first
    for minutes, says, looks in ((190, "3 hours left", None), (45, "45 minutes left", "chip--short"), (-1, "was due", "chip--boxed")):
        page.clock.set_fixed_time(due[-1] - timedelta(minutes=minutes))
        page.evaluate("document.dispatchEvent(new Event('htmx:after:swap'))")  # as after every live change
        expect(last).to_contain_text(says)
        if looks:
            assert looks in last.get_attribute("class")
