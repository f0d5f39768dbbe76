"""Opening and closing a channel in a running Gehoor, as an administrator does: whatever hour the tests run at."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import expect

ALL_DAY = "0:00-24:00"


@contextmanager
def chat_is(desks, *, is_open: bool):
    """The chat is open day and night, or today and tomorrow not at all; then it goes by the house's hours again."""
    page = desks.of("beheer")
    later = (timezone.localdate() + timedelta(days=3)).weekday()
    page.goto("/administration/opening/?channel=chat")
    for day in range(7):
        page.locator(f"[name=day{day}]").fill(ALL_DAY if is_open or day == later else "")
    page.get_by_role("button", name="Save the week").click()
    expect(page.get_by_role("button", name="As the organisation again")).to_be_visible()
    yield
    page.get_by_role("button", name="As the organisation again").click()
    expect(page.get_by_role("button", name="As the organisation again")).to_have_count(0)


def open_now(desks, channels):
    """Each of these is open today as on any working day, and at this moment: for pictures."""
    now, page = datetime.now(ZoneInfo("Europe/Amsterdam")), desks.of("beheer")
    for channel in channels:
        page.goto(f"/administration/opening/?channel={channel}")
        page.locator(f"[name=day{now.weekday()}]").fill(f"{min(now.hour, 9)}:00-{max(min(now.hour + 2, 24), 17)}:00")
        page.get_by_role("button", name="Save the week").click()
        expect(page.get_by_role("button", name="As the organisation again")).to_be_visible()
