"""Watching a mailbox on a real Dovecot."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.channels.email import imap_session, imap_watcher
from gehoor.channels.email.imap_watcher import Watcher, Watchers
from gehoor.channels.email.models import Mailbox
from gehoor.conversations.models import Contact
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival
from tests.servers.dovecot import PASSWORD, Dovecot

from .mailing import eml, until

pytestmark = pytest.mark.django_db(transaction=True)


def mailbox_on(server, **changes) -> Mailbox:
    address = f"post-{uuid.uuid4().hex[:8]}@wierdorp.test"
    fields = {
        "address": address, "imap_host": "127.0.0.1", "imap_port": server.imap_port, "imap_security": "none",
        "imap_username": address, "imap_secret": PASSWORD,
    }
    return Mailbox.objects.create(**{**fields, **changes})


@pytest.fixture
def watched(dovecot):
    return mailbox_on(dovecot)


@pytest.fixture
def watch(transactional_db, monkeypatch):
    """Start watchers; they end with the test."""
    monkeypatch.setattr(imap_watcher, "FIRST_WAIT", 0.2)
    monkeypatch.setattr(imap_watcher, "LONGEST_WAIT", 0.5)
    running = []

    def start(mailbox):
        watcher = Watcher(Mailbox.objects.get(pk=mailbox.pk))
        running.append(watcher)
        watcher.start()
        return watcher

    yield start
    for watcher in running:
        watcher.stop()
    for watcher in running:
        watcher.join(20)


def deliver(server, mailbox, text="Hallo"):
    server.deliver(eml(text, to=mailbox.address), mailbox.address)


def kept(mailbox):
    return Arrival.objects.filter(source__endswith=mailbox.address).count()


def is_up(mailbox):
    return lambda: Mailbox.objects.get(pk=mailbox.pk).last_seen_at


def test_it_works(dovecot, watched, watch):
    watch(watched)
    until(is_up(watched))
    deliver(dovecot, watched)  # IDLE: Dovecot tells, nobody asks
    until(lambda: kept(watched) == 1)
    until(lambda: dovecot.seen(watched.address) == 1)
    reading.read_due()

    assert Contact.objects.get().our_address == watched.address


def test_all_since_the_last_time_is_fetched(dovecot, watched, watch):
    for number in range(60):  # more than one batch
        deliver(dovecot, watched, f"Bericht {number}")
    watcher = watch(watched)
    until(lambda: kept(watched) == 60)
    watcher.stop()
    watcher.join()
    for number in range(3):
        deliver(dovecot, watched, f"In de storing {number}")
    watch(watched)

    until(lambda: kept(watched) == 63)
    until(lambda: Mailbox.objects.get(pk=watched.pk).last_uid == 63)
    assert set(Arrival.objects.values_list("deliveries", flat=True)) == {1}


def test_it_connects_again_by_itself(watch):
    server = Dovecot()
    try:
        server.start()
        mailbox = mailbox_on(server)
        watch(mailbox)
        until(is_up(mailbox))
        server.stop()
        until(lambda: Mailbox.objects.get(pk=mailbox.pk).problem)
        server.start()
        deliver(server, mailbox)
        until(lambda: kept(mailbox) == 1)
        until(lambda: not Mailbox.objects.get(pk=mailbox.pk).problem)
    finally:
        server.remove()


def test_a_server_without_idle_is_asked(watch, monkeypatch):
    monkeypatch.setattr(imap_watcher, "POLL", 0.2)
    server = Dovecot(idle=False)
    try:
        server.start()
        mailbox = mailbox_on(server)
        watch(mailbox)
        until(is_up(mailbox))
        deliver(server, mailbox)
        until(lambda: kept(mailbox) == 1)
    finally:
        server.remove()


def test_a_mail_that_comes_between_the_last_look_and_idle_is_seen(dovecot, watched):
    box = imap_session.connect(watched)
    deliver(dovecot, watched)
    box.idle.start()  # Dovecot answers "+ idling" and "* 1 EXISTS" in one go

    assert until(lambda: imap_session.has_buffered(box) or box.idle.poll(timeout=0.1))
    box.idle.stop()
    box.logout()


def test_idle_is_renewed(dovecot, watched, watch, monkeypatch):
    monkeypatch.setattr(imap_watcher, "REFRESH", 0.5)
    watch(watched)
    first = until(is_up(watched))
    until(lambda: Mailbox.objects.get(pk=watched.pk).last_seen_at > first)
    deliver(dovecot, watched)

    until(lambda: kept(watched) == 1)


def test_a_mailbox_that_was_numbered_anew_is_fetched_again_without_doubles(dovecot, watched, watch):
    deliver(dovecot, watched, "Een")
    watcher = watch(watched)
    until(lambda: Mailbox.objects.get(pk=watched.pk).last_uid == 1)
    before = Mailbox.objects.get(pk=watched.pk).uid_validity
    watcher.stop()
    watcher.join()
    dovecot.number_anew(watched.address.partition("@")[0])
    deliver(dovecot, watched, "Twee")
    watch(watched)
    until(lambda: kept(watched) == 2)
    until(lambda: Mailbox.objects.get(pk=watched.pk).uid_validity != before)
    reading.read_due()

    assert Contact.objects.count() == 2


def test_a_wrong_password_is_told_and_not_tried_often(dovecot, watch):
    mailbox = mailbox_on(dovecot, imap_secret="fout")
    watch(mailbox)

    assert until(lambda: Mailbox.objects.get(pk=mailbox.pk).problem)
    assert imap_watcher.AFTER_REFUSAL >= 60
    assert not Arrival.objects.exists()


def test_a_folder_that_is_not_there_is_told(dovecot, watch):
    mailbox = mailbox_on(dovecot, imap_folder="Bestaat-niet")
    watch(mailbox)

    assert "Bestaat-niet" in until(lambda: Mailbox.objects.get(pk=mailbox.pk).problem)


def test_mailboxes_come_change_and_go_without_a_restart(dovecot, watched, transactional_db):
    watchers = Watchers()
    try:
        watchers.refresh()
        until(is_up(watched))
        later = mailbox_on(dovecot)
        watchers.refresh()
        until(is_up(later))
        Mailbox.objects.filter(pk=watched.pk).update(is_active=False)
        watchers.refresh()
        assert set(watchers._running) == {later.pk}
    finally:
        watchers.stop()


def test_unread_stays_unread_where_so_chosen(dovecot, watch):
    mailbox = mailbox_on(dovecot, marks_seen=False)
    deliver(dovecot, mailbox)
    watch(mailbox)
    until(lambda: Mailbox.objects.get(pk=mailbox.pk).last_uid == 1)

    assert dovecot.seen(mailbox.address) == 0


def test_what_is_too_large_to_keep_is_kept_in_part(dovecot, watched, settings):
    settings.MAIL_KEEP_LIMIT = 300_000
    deliver(dovecot, watched, "x" * 60 + "\n" + "y" * 70 + "\n" * 400_000)
    deliver(dovecot, watched, "klein")
    box = imap_session.connect(watched)
    imap_session.fetch_new(box, watched, imap_session.uid_validity(box))
    box.logout()
    reading.read_due()

    large = Arrival.objects.order_by("pk").first()
    assert large.size < large.envelope["full_size"]
    assert large.contact.messages.get().notice
    assert Contact.objects.count() == 2


def test_mail_from_before_the_mailbox_was_added_is_not_confirmed(dovecot, watched):
    Mailbox.objects.filter(pk=watched.pk).update(confirms_from=timezone.now() + timedelta(days=1))
    deliver(dovecot, watched)
    box = imap_session.connect(watched)
    imap_session.fetch_new(box, watched, imap_session.uid_validity(box))
    box.logout()
    reading.read_due()

    from procrastinate.contrib.django.models import ProcrastinateJob

    assert Contact.objects.count() == 1
    assert not ProcrastinateJob.objects.filter(task_name="announce").exists()
