"""`gehoor import imap`: old mail from a folder of a real Dovecot."""

import io
import itertools

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.channels.email import import_folder
from gehoor.channels.email.importing import Import
from gehoor.channels.email.models import FolderImport, Mailbox
from gehoor.conversations.models import Contact, Conversation
from tests.servers.dovecot import PASSWORD

from .mailing import eml

pytestmark = pytest.mark.django_db(transaction=True)
USERS = itertools.count(1)


@pytest.fixture
def account(dovecot, mailbox, monkeypatch):
    """An account with three mails in its INBOX."""
    monkeypatch.setenv("GEHOOR_IMPORT_PASSWORD", PASSWORD)
    user = f"archief{next(USERS)}"
    for number in range(3):
        dovecot.deliver(eml(f"Bericht {number}", sender=f"bewoner{number}@example.nl"), f"{user}@example.nl")
    return user


def run(dovecot, user, **options) -> str:
    out = io.StringIO()
    call_command(
        "import_imap", host="127.0.0.1", port=dovecot.imap_port, security="none", user=user, stdout=out, stderr=out,
        **options,
    )
    return out.getvalue()


def test_it_works(dovecot, account):
    assert "3 new, 0 known already, 0 not readable." in run(dovecot, account)
    assert Contact.objects.count() == 3
    assert not ProcrastinateJob.objects.filter(task_name="announce").exists()
    assert dovecot.seen(account) == 0, "nothing changes in the mailbox"


def test_twice_is_harmless_and_fetches_only_what_is_new(dovecot, account):
    run(dovecot, account)
    dovecot.deliver(eml("Nog een", sender="later@example.nl"), f"{account}@example.nl")

    assert "1 new, 0 known already" in run(dovecot, account)
    FolderImport.objects.all().delete()
    assert "0 new, 4 known already" in run(dovecot, account)


def test_a_break_is_gone_on_with(dovecot, account, monkeypatch):
    monkeypatch.setattr("gehoor.channels.email.imap_session.BATCH_MAILS", 1)
    place = Mailbox(imap_host="127.0.0.1", imap_port=dovecot.imap_port, imap_security="none", imap_username=account,
                    imap_secret=PASSWORD)
    portions = import_folder.bring(place, Import())
    assert list(itertools.islice(portions, 3))[-1] == (2, 3)
    portions.close()  # and here the line breaks

    assert "2 new" not in run(dovecot, account)
    assert Contact.objects.count() == 3


def test_history_is_no_new_work(dovecot, account):
    run(dovecot, account, closed=True)

    assert Conversation.objects.count() == 3
    assert not Conversation.objects.open().exists()


def test_folders_are_told(dovecot, account):
    with dovecot.open(account) as client:
        client.create("Archief")

    assert "Archief" in run(dovecot, account, list=True)


def test_wrong_password_and_wrong_folder(dovecot, account, monkeypatch):
    with pytest.raises(CommandError, match="Nothing was taken in"):
        run(dovecot, account, folder="Bestaat niet")
    monkeypatch.setenv("GEHOOR_IMPORT_PASSWORD", "fout")
    with pytest.raises(CommandError, match="Nothing was taken in"):
        run(dovecot, account)
    monkeypatch.delenv("GEHOOR_IMPORT_PASSWORD")
    with pytest.raises(CommandError, match="put it in GEHOOR_IMPORT_PASSWORD"):
        run(dovecot, account)
