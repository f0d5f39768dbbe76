"""A mail that the server lists but does not hand over is neither passed over nor does it hold up the rest."""

import imaplib
from types import SimpleNamespace

import pytest

from gehoor.channels.email import imap_session
from gehoor.channels.email.models import Mailbox
from gehoor.conversations.models import Message
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival

from .mailing import eml

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = {1: eml("Eerste"), 2: eml("Kwijt"), 3: eml("Derde")}


class Server:
    """Answers as imaplib gives them; of mail 2 it says NIL, or NO to everything that asks for it."""

    def __init__(self, refuses=False):
        self.refuses = refuses
        self.client = SimpleNamespace(uid=self.uid)

    def uid(self, command, numbers, parts, *_flags):
        if command != "FETCH":
            return "OK", [None]
        wanted = list(MAILS) if ":" in numbers else [int(number) for number in numbers.split(",")]
        if "RFC822.SIZE" in parts or parts == "(UID)":
            return "OK", [f"{n} (UID {n} RFC822.SIZE {len(MAILS[n])})".encode() for n in wanted]
        if self.refuses and 2 in wanted:
            return "NO", [b"corrupt"]
        answer = []
        for n in wanted:
            answer += [b"2 (UID 2 BODY[] NIL)"] if n == 2 else [(b"%d (UID %d BODY[] {9}" % (n, n), MAILS[n]), b")"]
        return "OK", answer


@pytest.mark.parametrize("refuses", [False, True])
def test_what_the_server_keeps_to_itself_is_a_visible_item(refuses):
    mailbox = Mailbox.objects.create(address="gemeente@wierdorp.test", imap_host="imap.wierdorp.test")

    assert imap_session.fetch_new(Server(refuses), mailbox, 7) == 3
    reading.read_due()

    texts = sorted(Message.objects.values_list("text", flat=True))
    assert any("number 2" in text or "nummer 2" in text for text in texts)
    assert {"Eerste", "Derde"} <= set(texts)
    assert Arrival.objects.filter(state=Arrival.State.FILED).count() == 3
    assert mailbox.last_uid == 3


def test_a_lost_line_is_not_taken_for_a_missing_mail():
    server = Server()

    def cut(*_):
        raise imaplib.IMAP4.abort("gone")

    server.client.uid = cut
    mailbox = Mailbox.objects.create(address="gemeente@wierdorp.test", imap_host="imap.wierdorp.test")
    with pytest.raises(imaplib.IMAP4.abort):
        imap_session.fetch_new(server, mailbox, 7)
    assert mailbox.last_uid == 0
