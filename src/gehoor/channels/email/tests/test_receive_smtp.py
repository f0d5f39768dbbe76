"""The built-in SMTP receiver: 250 only for what is kept."""

import smtplib
import socket

import pytest
from django.db import connections

from gehoor.conversations.models import Contact
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival

from .mailing import OURS, RESIDENT, eml, post

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(receiver, mailbox):
    post(receiver.port, eml())
    arrival = Arrival.objects.get()
    reading.read_due()

    contact = Contact.objects.get()
    assert arrival.envelope == {"mail_from": RESIDENT, "recipients": [OURS]}
    assert contact.conversation.team == mailbox.team
    assert (contact.address, contact.our_address) == (RESIDENT, OURS)
    assert contact.messages.get().text == "Komt er dit jaar een bladkorf?"


def test_the_original_is_kept_to_the_byte(receiver):
    raw = b"Subject: \xe9\xe9n\r\nFrom: a@b.nl\r\n\r\n.punt\r\n\xff\xfe\r\n"
    post(receiver.port, raw, options=["BODY=8BITMIME"])

    assert bytes(Arrival.objects.get().original) == raw


def test_a_database_that_is_away_gives_451(receiver, settings):
    broken = {**connections["default"].settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    whole = connections["default"].settings_dict.copy()
    connections["default"].settings_dict.update(broken)
    connections["default"].close_pool()
    connections.settings["default"].update({"HOST": "127.0.0.1", "PORT": "1"})
    try:
        with pytest.raises(smtplib.SMTPDataError) as refusal:
            post(receiver.port, eml())
    finally:
        connections["default"].settings_dict.update(whole)
        connections.settings["default"].update({"HOST": whole["HOST"], "PORT": whole["PORT"]})
        connections["default"].close_pool()
    assert refusal.value.smtp_code == 451

    post(receiver.port, eml())  # and when it is back, so is the receiver
    assert Arrival.objects.count() == 1


def test_what_is_too_large_to_keep_is_refused_at_once(receiver, settings):
    with smtplib.SMTP("127.0.0.1", receiver.port) as smtp:
        smtp.ehlo()
        assert int(smtp.esmtp_features["size"]) == settings.MAIL_KEEP_LIMIT
        code, _words = smtp.mail(RESIDENT, [f"SIZE={settings.MAIL_KEEP_LIMIT + 1}"])
    assert code == 552


def test_a_sender_that_lies_about_the_size_is_refused_too(settings, transactional_db):
    from gehoor.channels.email.smtp_receiver import SmtpReceiver

    settings.MAIL_KEEP_LIMIT = 10_000
    receiver = SmtpReceiver(0)
    receiver.start()
    try:
        with smtplib.SMTP("127.0.0.1", receiver.port) as smtp:
            smtp.helo()
            smtp.mail(RESIDENT)
            smtp.rcpt(OURS)
            code, _words = smtp.data(b"Subject: groot\r\n\r\n" + b"x" * 20_000)
    finally:
        receiver.stop()
    assert code == 552
    assert not Arrival.objects.exists()


def test_very_long_lines_are_taken(receiver):
    post(receiver.port, b"Subject: lang\r\n\r\n" + b"y" * 100_000 + b"\r\n")

    assert Arrival.objects.get().size > 100_000


def test_more_recipients_than_a_mail_needs_are_put_off(receiver):
    with smtplib.SMTP("127.0.0.1", receiver.port) as smtp:
        smtp.helo()
        smtp.mail(RESIDENT)
        codes = [smtp.rcpt(f"a{number}@wierdorp.test")[0] for number in range(101)]
    assert codes == [250] * 100 + [452]


def test_letters_outside_ascii_in_addresses(receiver, mailbox):
    with smtplib.SMTP("127.0.0.1", receiver.port) as smtp:
        smtp.sendmail("zoë@example.nl", [OURS], eml(), mail_options=["SMTPUTF8", "BODY=8BITMIME"])
    assert Arrival.objects.get().envelope["mail_from"] == "zoë@example.nl"


def test_someone_who_hangs_up_halfway_leaves_nothing(receiver):
    with socket.create_connection(("127.0.0.1", receiver.port)) as connection:
        connection.recv(200)
        for line in ("HELO x", f"MAIL FROM:<{RESIDENT}>", f"RCPT TO:<{OURS}>", "DATA"):
            connection.sendall(f"{line}\r\n".encode())
            connection.recv(200)
        connection.sendall(b"Subject: half")
    post(receiver.port, eml())

    assert Arrival.objects.count() == 1
