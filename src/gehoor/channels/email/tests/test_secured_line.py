"""TLS to real servers: Dovecot over TLS and STARTTLS, an SMTP server over STARTTLS; a wrong certificate is refused."""

import ssl

import pytest
from aiosmtpd.controller import Controller

from gehoor.channels.email import handover, imap_session
from gehoor.channels.email.mailboxes import trial
from gehoor.channels.email.models import Mailbox
from gehoor.postroom.models import Arrival
from tests.servers import certificate
from tests.servers.dovecot import PASSWORD, Dovecot

from .conftest import Sink, free_port
from .mailing import eml

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "post@wierdorp.test"


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    server = Dovecot(certificate=certificate.make(tmp_path_factory.mktemp("tls")))
    try:
        yield server.start()
    finally:
        server.remove()


@pytest.fixture
def trusted(secured, monkeypatch):
    """As if this machine had the server's certificate in its store."""
    monkeypatch.setenv("SSL_CERT_FILE", str(secured.certificate.certificate))


def mailbox_on(server, security) -> Mailbox:
    return Mailbox.objects.create(
        address=ADDRESS, imap_host="127.0.0.1", imap_username=ADDRESS, imap_secret=PASSWORD, imap_security=security,
        imap_port=server.imaps_port if security == "tls" else server.imap_port,
    )


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_comes_over_a_secured_line(secured, trusted, security):
    mailbox = mailbox_on(secured, security)
    secured.deliver(eml(f"Over {security}", to=ADDRESS), ADDRESS)
    box = imap_session.connect(mailbox)
    assert isinstance(box.client.sock, ssl.SSLSocket)
    assert imap_session.fetch_new(box, mailbox, imap_session.uid_validity(box)) >= 1
    box.logout()
    assert any(f"Over {security}".encode() in bytes(arrival.original) for arrival in Arrival.objects.all())


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_gets_no_password(secured, security):
    sentence, works = trial.fetching(mailbox_on(secured, security))
    assert not works and "127.0.0.1" in sentence


def test_the_wrong_kind_of_security_is_told(secured, trusted):
    mailbox = mailbox_on(secured, "tls")
    mailbox.imap_port = secured.imap_port
    sentence, works = trial.fetching(mailbox)
    assert not works and "127.0.0.1" in sentence


@pytest.fixture
def secured_sink(secured):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(secured.certificate.certificate, secured.certificate.key)
    handler = Sink()
    controller = Controller(
        handler, hostname="127.0.0.1", port=free_port(), server_hostname="sink", tls_context=context, require_starttls=True
    )
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


def sending_to(sink) -> Mailbox:
    return Mailbox(address=ADDRESS, smtp_host="127.0.0.1", smtp_port=sink.port, smtp_security="starttls")


def test_answers_leave_over_starttls(secured_sink, trusted):
    server = handover.connection_of(sending_to(secured_sink))
    assert server.open()
    assert isinstance(server.connection.sock, ssl.SSLSocket)
    server.close()


def test_no_answer_is_handed_to_a_server_nobody_vouches_for(secured_sink):
    sentence, works = trial.sending(sending_to(secured_sink))
    assert not works and "127.0.0.1" in sentence
