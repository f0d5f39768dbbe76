"""Logging in with a token: google-auth gets it, Dovecot checks it by asking who issued it (RFC 7662)."""

import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from gehoor.channels.email import handover, imap_session, oauth
from gehoor.channels.email.models import Mailbox
from gehoor.postroom.models import Arrival
from tests.servers.dovecot import Dovecot

from .mailing import eml

pytestmark = pytest.mark.django_db(transaction=True)
USER = "post@wierdorp.test"


class Issuer(ThreadingHTTPServer):
    """Issues tokens and tells whether a token is one of its own: a stand-in for the provider."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.tokens = set()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path == "/token":
            token = uuid.uuid4().hex
            self.server.tokens.add(token)
            self.say({"access_token": token, "expires_in": 3600, "token_type": "Bearer"})
        else:
            self.say({"active": asked["token"][0] in self.server.tokens, "username": USER})

    def say(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def issuer():
    server = Issuer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def dovecot_with_tokens(issuer):
    server = Dovecot(introspection_url=f"{issuer.url}/introspect")
    try:
        yield server.start()
    finally:
        server.remove()


def service_account(issuer) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return json.dumps({
        "type": "service_account", "client_email": "gehoor@project.test", "private_key": pem,
        "token_uri": f"{issuer.url}/token",
    })


@pytest.fixture
def mailbox(dovecot_with_tokens, issuer, transactional_db):
    return Mailbox.objects.create(
        address=USER, imap_host="127.0.0.1", imap_port=dovecot_with_tokens.imap_port, imap_security="none",
        imap_username=USER, auth="google", imap_secret=service_account(issuer),
    )


def test_it_works(dovecot_with_tokens, mailbox):
    dovecot_with_tokens.deliver(eml(to=USER), USER)
    box = imap_session.connect(Mailbox.objects.get())
    imap_session.fetch_new(box, mailbox, imap_session.uid_validity(box))
    box.logout()

    assert Arrival.objects.count() == 1


def test_a_token_of_someone_else_is_refused(dovecot_with_tokens, mailbox, issuer, monkeypatch):
    monkeypatch.setattr(oauth, "access_token", lambda mailbox: "made-up")

    with pytest.raises(imap_session.Refused):
        imap_session.connect(mailbox)


def test_a_key_that_is_none_is_refused_in_words(mailbox):
    mailbox.imap_secret = "dit is geen sleutel"

    with pytest.raises(imap_session.Refused):
        imap_session.connect(mailbox)


def test_the_secret_is_encrypted_in_the_database(mailbox):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT imap_secret FROM email_mailbox")
        assert "private_key" not in cursor.fetchone()[0]
    assert "private_key" in Mailbox.objects.get().imap_secret


def test_smtp_uses_the_token_too(mailbox, issuer):
    """The exchange of XOAUTH2 over SMTP, with aiosmtpd checking the token by the same issuer."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    from gehoor.channels.email.smtp_receiver import free_port

    class Handler:
        said = ""

        async def auth_XOAUTH2(self, server, args):
            import base64

            Handler.said = base64.b64decode(args[1]).decode()
            token = Handler.said.partition("Bearer ")[2].strip("\1")
            return AuthResult(success=token in issuer.tokens)

    controller = Controller(Handler(), hostname="127.0.0.1", port=free_port(), auth_require_tls=False)
    controller.start()
    try:
        mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security = "127.0.0.1", controller.port, "none"
        server = handover._Server(mailbox)
        assert server.open()
        server.close()
    finally:
        controller.stop()
    assert Handler.said.startswith(f"user={USER}\1auth=Bearer ")
