"""An employee switches two-step log-in on, uses it, and is shown the codes for a lost phone."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.test_accessibility import defects

pytestmark = pytest.mark.xdist_group("house")
STEP = 30  # seconds a code holds (RFC 6238)


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP))


def looked_at(page):
    """The page as it stands, in all themes, wide and narrow."""
    found = defects(page)
    assert not found, "\n".join(found)


def confirm_it_is_you(house, page):
    """Asked again before the locks are changed, unless the log-in was a moment ago."""
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(house.password("joost"))
        page.locator("[name=password]").press("Enter")


@pytest.mark.slow
def test_two_step_log_in(house, desks):
    page = desks.of("joost", reduced_motion="reduce")
    switch_on(house, page)
    code_for_a_lost_phone = show_codes(page)
    switch_off(house, log_in_with_code(house, desks, code_for_a_lost_phone))


def switch_on(house, page):
    page.goto("/account/2fa/totp/activate/")
    confirm_it_is_you(house, page)
    expect(page.locator("img.qr")).to_be_visible()
    looked_at(page)
    page.locator("details.fold summary").click()
    secret = page.locator("details.fold").inner_text().split()[-1]
    page.locator("[name=code]").fill(code(secret))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/activate/" not in url)


def show_codes(page):
    page.goto("/account/2fa/recovery-codes/generate/")
    looked_at(page)
    page.goto("/account/2fa/recovery-codes/")
    looked_at(page)
    return page.locator(".codes li").first.inner_text()


def log_in_with_code(house, desks, code_for_a_lost_phone):
    page = desks.of(reduced_motion="reduce")
    page.goto("/account/login/")
    page.locator("[name=login]").fill("joost")
    page.locator("[name=password]").fill(house.password("joost"))
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/account/2fa/authenticate/")
    looked_at(page)
    page.locator("[name=code]").fill("000000")
    page.locator("[name=code]").press("Enter")
    expect(page.locator("[name=code][aria-invalid=true]")).to_be_visible()
    looked_at(page)
    page.locator("[name=code]").fill(code_for_a_lost_phone)
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
    return page


def switch_off(house, page):
    page.goto("/account/2fa/reauthenticate/")
    looked_at(page)
    page.goto("/account/2fa/totp/deactivate/")
    confirm_it_is_you(house, page)
    looked_at(page)
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/2fa/")
