"""The cast of the mail tests: a team, its mailbox, the receiver, a sink for what goes out, a real Dovecot."""

import email
import email.policy

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from gehoor.channels.email.models import ensure_default_mailbox
from gehoor.channels.email.smtp_receiver import SmtpReceiver, free_port
from gehoor.staff.models import Team
from tests.servers.dovecot import dovecot  # noqa: F401

from .mailing import OURS


@pytest.fixture(autouse=True)
def no_jobs_of_other_tests(request):
    """Jobs are no model that Django empties after a test."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def team():
    return Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True)


@pytest.fixture
def mailbox(team):
    return ensure_default_mailbox(OURS, "Gemeente Wierdorp", team)


@pytest.fixture
def receiver(transactional_db):
    running = SmtpReceiver(0)
    running.start()
    yield running
    running.stop()


class Sink:
    """An SMTP server that takes everything, or answers a recipient as `answers` says."""

    def __init__(self):
        self.mails, self.envelopes, self.answers = [], [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 OK"


@pytest.fixture
def sink():
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), server_hostname="sink")
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def outgoing(mailbox, sink):
    """The mailbox hands its answers to the sink."""
    mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security = "127.0.0.1", sink.port, "none"
    mailbox.save()
    return sink
