"""Logging in: with a password, with a code, too often wrong, and where the organisation requires two steps."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from gehoor.core import organisation
from gehoor.core.models import Event
from gehoor.staff.models import Employee, Team

PASSWORD = "a long enough word"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def bram(db):
    bram = Employee.objects.create_user("bram", password=PASSWORD, role="employee")
    bram.teams.add(Team.objects.create(name="Groen", slug="groen", is_default=True))
    return bram


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})


def log_in(client, password=PASSWORD, login="bram"):
    return client.post("/account/login/", {"login": login, "password": password})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_two_steps(client):
    page = client.get("/account/2fa/totp/activate/")
    if page.status_code == 302:  # allauth wants the password once more after a while
        client.post(page.url, {"password": PASSWORD})
        page = client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    done = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert done.status_code == 302, done.text
    return secret


def test_it_works(client, bram):
    assert log_in(client).status_code == 302
    assert client.get("/desk/", follow=True).status_code == 200
    assert Event.objects.filter(kind="employee.logged_in", actor=bram).exists()


def test_eight_wrong_passwords_lock_for_a_while(client, bram):
    for _ in range(7):
        assert log_in(client, "wrong").status_code == 200
    assert log_in(client, "wrong").status_code == 429
    locked = log_in(client)

    assert locked.status_code == 429
    assert int(locked["Retry-After"]) == 900
    assert "ask your administrator" in locked.text
    assert "sessionid" not in client.cookies or not client.session.get("_auth_user_id")


def test_another_name_for_the_same_account_is_counted_too(client, bram):
    for name in ("bram", "BRAM", " bram ", "Bram") * 2:
        log_in(client, "wrong", name)
    assert log_in(client).status_code == 429


def test_others_and_other_places_are_not_locked(client, bram):
    Employee.objects.create_user("noor", password=PASSWORD)
    for _ in range(9):
        log_in(client, "wrong")
    assert log_in(Client(), login="noor").status_code == 302
    assert log_in(Client(REMOTE_ADDR="10.0.0.9")).status_code == 302


def test_a_closed_account_stays_out(client, bram):
    Employee.objects.filter(pk=bram.pk).update(is_active=False)
    log_in(client)
    assert client.get("/desk/").status_code == 302


def test_with_a_code(client, bram):
    log_in(client)
    secret = set_up_two_steps(client)
    cache.clear()  # a code is good once; this is the same half minute
    other = Client()
    asked = log_in(other)

    assert asked.url.startswith("/account/2fa/authenticate/")
    assert other.get("/desk/").status_code == 302
    assert other.post(asked.url, {"code": "000000"}).status_code == 200
    assert other.post(asked.url, {"code": code_for(secret)}).status_code == 302
    assert other.get("/desk/", follow=True).redirect_chain[-1][0].startswith("/desk/queue/")


def test_required_two_steps_lead_to_setting_them_up(client, bram):
    settings = organisation.current()
    settings.require_two_factor = True
    settings.save()
    log_in(client)

    assert client.get("/desk/").url == "/account/2fa/totp/activate/"
    assert client.post("/desk/").status_code == 403
    set_up_two_steps(client)
    assert client.get("/desk/").url.startswith("/desk/queue/")


def test_nobody_signs_up(client, db):
    client.post("/account/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert not Employee.objects.exists()


@pytest.mark.parametrize("url", ["/account/login/", "/account/password/forgotten/", "/account/2fa/", "/desk/queue/team/", "/nowhere/"])
def test_headers_of_every_page(client, bram, url):
    log_in(client)
    page = client.get(url)

    policy = page["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'self'" in policy
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert " style=" not in page.text and " onclick=" not in page.text and "<style" not in page.text
    for name, cookie in client.cookies.items():
        assert cookie["samesite"] == "Lax" and (cookie["httponly"] or name == "csrftoken"), name
