"""Setting up a mailbox on its page."""

import socket

import pytest
from django.test import Client

from gehoor.channels.email.models import Mailbox
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db
URL = "/channels/email/mailboxes/"


@pytest.fixture
def client():
    client = Client(headers={"accept-language": "en"})
    client.force_login(Employee.objects.create_user("admin", role="admin"))
    return client


def filled(**changed):
    return {
        "address": "Gemeente@Waterhoven.NL", "imap_host": "", "imap_port": 993, "imap_security": "tls", "imap_folder": "INBOX",
        "auth": "password", "smtp_host": "", "smtp_port": 587, "smtp_security": "starttls", **changed,
    }


def test_it_works(client):
    assert client.post(f"{URL}new/", filled()).status_code == 302
    mailbox = Mailbox.objects.get()

    assert mailbox.address == "gemeente@waterhoven.nl"
    assert "gemeente@waterhoven.nl" in client.get(URL).text
    client.post(f"{URL}{mailbox.pk}/pause/")
    assert "paused" in client.get(URL).text
    client.post(f"{URL}{mailbox.pk}/use/")
    assert Mailbox.objects.get().is_active


def test_a_kept_password_is_not_shown_and_stays(client):
    mailbox = Mailbox.objects.create(address="a@b.nl", imap_host="imap.b.nl", imap_secret="geheim-woord")
    page = client.get(f"{URL}{mailbox.pk}/")
    assert "geheim-woord" not in page.text
    client.post(f"{URL}{mailbox.pk}/", filled(imap_host="imap.b.nl"))
    assert Mailbox.objects.get().imap_secret == "geheim-woord"


@pytest.mark.parametrize("button", [{}, {"try": "1"}])
def test_a_kept_password_goes_to_no_other_server(client, button):
    mailbox = Mailbox.objects.create(address="a@b.nl", imap_host="imap.b.nl", imap_secret="geheim-woord")
    page = client.post(f"{URL}{mailbox.pk}/", filled(imap_host="evil.example", **button))

    assert page.status_code == 422
    assert "type the password again" in page.text
    assert Mailbox.objects.get().imap_host == "imap.b.nl"


def test_trying_says_what_is_wrong_and_keeps_nothing(client):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    page = client.post(f"{URL}new/", filled(
        imap_host="127.0.0.1", imap_port=port, imap_secret="x", smtp_host="127.0.0.1", smtp_port=port, **{"try": "1"}
    ))

    assert page.text.count("cannot be reached on this port") == 2
    assert not Mailbox.objects.exists()
