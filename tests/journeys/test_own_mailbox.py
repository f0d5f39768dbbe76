"""An administrator connects a real mailbox; from then on mail is fetched by IMAP IDLE and answered over SMTP."""

import email
import email.policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from gehoor.config.tests.test_start_the_house import free_port
from tests.plugins.browser import PATIENCE
from tests.plugins.site import wait_until
from tests.servers.dovecot import PASSWORD, dovecot  # noqa: F401

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")
OURS = "wijkteam@merelveld.example"


class Server:
    """The organisation's SMTP server: takes all mail and keeps it to be looked at."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def outgoing():
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), server_hostname="uit.merelveld.example")
    controller.start()
    yield SimpleNamespace(mails=server.mails, port=controller.port)
    controller.stop()


def test_own_mailbox(house, desks, dovecot, outgoing):  # noqa: F811
    connect_mailbox(desks, dovecot, outgoing)
    resident = Resident(house, "Sjoerd Kingma", "sjoerd@voorbeeld.example")
    mail = resident.write("Hulp bij de was", "Kan iemand mijn moeder helpen met de was?", OURS)
    noor = desks.of("noor")
    noor.goto("/desk/queue/team/")
    expect(noor.locator("#live-state")).to_have_attribute("data-state", "live")
    dovecot.deliver(mail.as_bytes(), OURS)
    noor.locator("#queue-list").get_by_role("link", name=resident.name).click()
    noor.wait_for_url("**/desk/conversations/**")  # whole, with the scripts that know Ctrl+Enter

    wait_until(lambda: outgoing.mails, PATIENCE)
    assert (outgoing.mails[0]["To"], outgoing.mails[0]["In-Reply-To"]) == (resident.address, mail["Message-ID"])
    wait_until(lambda: dovecot.seen(OURS) == 1, PATIENCE)

    noor.locator("[name=reply-text]").fill("Ja hoor. Het wijkteam belt u morgen.")
    noor.locator("[name=reply-text]").press("Control+Enter")
    wait_until(lambda: len(outgoing.mails) == 2, PATIENCE)
    answer = outgoing.mails[1]
    assert OURS in answer["From"] and answer["Reply-To"].startswith("wijkteam+")
    assert answer["In-Reply-To"] == mail["Message-ID"]
    assert resident.letters() == [], "what goes out over SMTP is no file"

    dovecot.deliver(resident.answer(answer, "Fijn, ik wacht op uw telefoontje.").as_bytes(), answer["Reply-To"])
    expect(noor.locator("#timeline")).to_contain_text("ik wacht op uw telefoontje", timeout=PATIENCE * 1000)


def connect_mailbox(desks, imap, smtp):
    """Fill in the page, try both servers, save."""
    ilse = desks.of("beheer")
    ilse.goto("/channels/email/mailboxes/new/")
    typed = {
        "address": OURS, "name": "Wijkteam", "imap_host": "127.0.0.1", "imap_port": str(imap.imap_port),
        "imap_username": OURS, "imap_secret": PASSWORD, "smtp_host": "127.0.0.1", "smtp_port": str(smtp.port),
    }
    chosen = {"team": "Klantcontact", "imap_security": "None: only on this very machine"}
    chosen["smtp_security"] = chosen["imap_security"]
    for name, label in chosen.items():
        ilse.locator(f"[name={name}]").select_option(label=label)
    for name, value in typed.items():
        ilse.locator(f"[name={name}]").fill(value)
    ilse.locator("[name=try]").click()
    expect(ilse.locator("main .utrecht-alert--error")).to_have_count(0)
    ilse.locator("[name=imap_secret]").fill(PASSWORD)  # a password never comes back to the browser
    ilse.locator("[name=address]").press("Enter")
    ilse.wait_for_url("**/mailboxes/")
    expect(ilse.locator("main")).to_contain_text(OURS)
