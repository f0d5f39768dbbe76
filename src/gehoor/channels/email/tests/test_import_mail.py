"""`gehoor import`: old mail from files."""

import io
import mailbox as mailboxes

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.channels.email import importing
from gehoor.conversations.models import Contact, Conversation
from gehoor.postroom.models import Arrival

from .mailing import eml

pytestmark = pytest.mark.django_db(transaction=True)


def run(*paths, **options) -> str:
    out = io.StringIO()
    call_command("import", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def mbox(tmp_path, mailbox):
    """An mbox with three mails, one of which has a line that begins with "From "."""
    box = mailboxes.mbox(tmp_path / "post.mbox")
    for number in range(2):
        box.add(eml(f"Bericht {number}"))
    box.add(eml("Regel\nFrom hier tot daar\n"))
    box.close()
    return tmp_path / "post.mbox"


def test_it_works(mbox):
    said = run(mbox)

    assert "3 new, 0 known already, 0 not readable." in said
    assert Contact.objects.count() == 3
    assert Contact.objects.filter(messages__text__contains="\nFrom hier").exists()


def test_twice_is_harmless(mbox):
    run(mbox)

    assert "0 new, 3 known already" in run(mbox)
    assert Contact.objects.count() == 3


def test_a_maildir_and_single_files(tmp_path, mailbox):
    box = mailboxes.Maildir(tmp_path / "Maildir")
    box.add(eml("Een"))
    box.add_folder("Archief").add(eml("Twee"))
    (tmp_path / "los.eml").write_bytes(eml("Drie"))
    (tmp_path / "notities.txt").write_text("geen mail")

    assert "3 new" in run(tmp_path)


def test_old_mail_keeps_its_date_and_is_not_confirmed(tmp_path, mailbox):
    raw = eml().replace(b"Date: ", b"Date: Mon, 04 Mar 2019 10:00:00 +0100\r\nX-Date: ")
    (tmp_path / "oud.eml").write_bytes(raw)
    run(tmp_path / "oud.eml")

    assert Contact.objects.get().at.year == 2019
    assert not ProcrastinateJob.objects.filter(task_name="announce").exists()


def test_confirmed_where_asked_for(mbox):
    run(mbox, acknowledge=True)

    assert ProcrastinateJob.objects.filter(task_name="announce").count() == 3


def test_what_cannot_be_read_is_counted_and_kept(tmp_path, mailbox):
    (tmp_path / "leeg.eml").write_bytes(b"\r\n\r\n")
    (tmp_path / "goed.eml").write_bytes(eml())

    assert "1 new, 0 known already, 1 not readable." in run(tmp_path)
    assert Arrival.objects.count() == 2


def test_a_break_is_gone_on_with(mbox):
    first, *_rest = importing.mails_in(mbox)
    importing.Import().take(first, mbox.name)  # and here the machine stops

    assert "2 new, 1 known already" in run(mbox)
    assert Contact.objects.count() == 3


def test_history_is_no_new_work(mbox, tmp_path):
    run(mbox, closed=True)

    assert Conversation.objects.count() == 3
    assert not Conversation.objects.open().exists()
    assert all(one.closure.at == one.last_contact_at for one in Conversation.objects.all())


def test_a_path_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="no file or folder"):
        run("/nergens/post.mbox")
    assert connection.is_usable()
