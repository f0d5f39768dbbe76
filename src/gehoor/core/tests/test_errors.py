"""What people read when something fails, and what the log may hold."""

import logging

import pytest
import requests
from django.test import Client

from gehoor.core.logs import QuietFormatter
from gehoor.staff.models import Employee

pytestmark = pytest.mark.urls("gehoor.core.tests.failing_pages")


@pytest.fixture
def bram(db):
    return Employee.objects.create_user("bram", password="a long enough word", role="employee")


@pytest.fixture
def client():
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


@pytest.mark.parametrize(("url", "status"), [("/away/", 503), ("/pool/", 503), ("/full/", 507), ("/defect/", 500)])
def test_each_failure_has_its_page(client, db, url, status):
    page = client.get(url)

    assert page.status_code == status
    assert "core/css/tokens.css" in page.text and "fatima" not in page.text
    assert ("Retry-After" in page) == (status == 503)


def test_an_error_page_needs_no_database(client):
    """No `db` fixture here: a query would fail the test."""
    for url in ("/away/", "/nowhere/"):
        assert "Gehoor" in client.get(url).text


def test_a_part_of_a_page_gets_a_notice_that_replaces_nothing(client):
    notice = client.get("/away/", headers={"hx-request": "true"})

    assert notice.status_code == 503
    assert notice["HX-Retarget"] == "#toasts"
    assert "<html" not in notice.text and 'role="alert"' in notice.text


def test_a_program_gets_json(client):
    answer = client.get("/away/", headers={"accept": "application/json"})

    assert answer.status_code == 503
    assert answer.json()["error"]


def test_unknown_address(client, db):
    assert client.get("/nowhere/").status_code == 404


def test_wrong_token(bram):
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.force_login(bram)

    page = strict.post("/form/", {"text": "Beste mevrouw"}, headers={"referer": "http://testserver/form/?a=1"})

    assert page.status_code == 403
    assert "kept in this tab" in page.text
    assert 'href="/form/?a=1"' in page.text


def test_the_way_back_is_never_to_another_site(bram):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bram)

    assert "evil" not in strict.post("/form/", {}, headers={"referer": "https://evil.example/form/"}).text


def test_expired_session(client, db):
    page = client.post("/form/", {"text": "Beste mevrouw"}, headers={"referer": "http://testserver/form/"})

    assert page.status_code == 401
    assert "Log in again" in page.text and "/account/login/?next=%2Fform%2F" in page.text
    assert client.get("/form/").url == "/account/login/?next=/form/"


def test_expired_session_in_a_part_of_a_page(client, db):
    notice = client.post(
        "/form/", {}, headers={"hx-request": "true", "hx-current-url": "http://testserver/desk/?view=mine"}
    )

    assert notice.status_code == 401
    assert notice["HX-Retarget"] == "#toasts"
    assert "/account/login/?next=%2Fdesk%2F%3Fview%3Dmine" in notice.text


def test_too_much_text(client, bram, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(bram)

    page = client.post("/form/", {"text": "x" * 2000})

    assert page.status_code == 413


def test_nul(client, bram):
    client.force_login(bram)
    assert client.post("/form/", {"text": "a\0b"}).status_code == 400
    assert client.get("/form/?q=%00").status_code == 400
    assert client.get("/form/%00").status_code == 400


def test_too_large_file_through_the_server(site):
    answer = post(site, "/form/", b"x" * (61 * 1024 * 1024))

    assert answer.status_code == 413
    assert "25 MB" in answer.text


def test_a_large_file_arrives_whole(site, bram):
    session = Client()
    session.force_login(bram)
    text = "text=" + "a" * (39 * 1024 * 1024)

    answer = post(site, "/form/", text.encode(), cookies={"sessionid": session.cookies["sessionid"].value})

    assert answer.status_code == 403  # no CSRF token: but it was read and judged, not broken off


@pytest.fixture
def logged():
    """The lines of the log as an administrator reads them."""
    formatter = QuietFormatter("%(levelname)s %(message)s")
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(formatter.format(record))
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_a_refusal_is_one_quiet_line_without_its_token(client, db, logged):
    client.get("/refused/abcdefghijklmnopqrstuvwxyz234/")
    client.get("/refused/abcdefghijklmnopqrstuvwxyz234/nowhere")

    assert [line for line in logged if "refused" in line] == [
        "WARNING Forbidden (Permission denied): /refused/[token]/", "WARNING Not Found: /refused/[token]/nowhere",
    ]


def test_log_lines_hold_nothing_about_people(client, db, logged):
    client.post("/defect/", {"password": "geheim-woord", "text": "bel 06 12 34 56 78 of fatima@example.nl"})
    client.get("/away/?q=fatima@example.nl")
    client.post("/account/login/", {"login": "fatima@example.nl", "password": "geheim-woord"})
    logging.getLogger("gehoor.test").warning("mail of %s, tel +31612345678, 0612345678", "fatima@example.nl")
    text = "\n".join(logged)
    assert "UniqueViolation" in text and "failing_pages.py" in text
    for word in ("fatima", "geheim", "12 34 56", "612345678", "10.1.2.3"):
        assert word not in text, text


def post(site, path, body, **more):
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Accept-Language": "en"}
    return requests.post(site.url + path, data=body, headers=headers, timeout=60, **more)
