"""What needs looking after: not readable, not delivered; and what went out, and who read what."""

import pytest

from gehoor.core.models import Event
from gehoor.postroom import arrivals
from gehoor.postroom.models import Arrival, Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def unreadable(db):
    """An original that nobody could read."""
    original = b"\x00\x01 geen mail"
    return Arrival.objects.create(
        channel="email", source="smtp", original=original, size=len(original), digest=Arrival.digest_of(original),
        state=Arrival.State.UNREADABLE, problem="Dit is geen mail", attempts=2, envelope={"sender": "a@voorbeeld.example"},
    )


@pytest.fixture
def failed(cast, told, as_employee):
    """An answer that came back."""
    conversation = told()
    as_employee(cast.owner).post(f"/desk/conversations/{conversation.reference}/reply/", {
        "reply-to": "email:fatima@voorbeeld.example", "reply-text": "Ja"})
    delivery = Delivery.objects.get()
    delivery.arrived_back("mailbox full")
    return delivery


def test_unreadable_is_a_visible_item_with_its_original(cast, unreadable, as_employee):
    client = as_employee(cast.owner)

    assert "Dit is geen mail" in client.get("/desk/unreadable/").content.decode()
    assert client.get(f"/desk/unreadable/{unreadable.pk}/original/").content == b"\x00\x01 geen mail"


def test_set_aside_keeps_the_original(cast, unreadable, as_employee):
    client = as_employee(cast.owner)
    client.post(f"/desk/unreadable/{unreadable.pk}/aside/")

    unreadable.refresh_from_db()
    assert unreadable.state == Arrival.State.SET_ASIDE and bytes(unreadable.original)
    assert Event.objects.filter(kind="original.set_aside", actor=cast.owner).exists()
    assert client.post(f"/desk/unreadable/{unreadable.pk}/aside/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_try_again_files_what_can_be_read_now(cast, as_employee):
    pk = arrivals.keep("email", b"From: Fatima <f@voorbeeld.example>\r\nSubject: Korf\r\n\r\nHallo", source="smtp")
    Arrival.objects.filter(pk=pk).update(state=Arrival.State.UNREADABLE)

    as_employee(cast.owner).post(f"/desk/unreadable/{pk}/again/")

    assert Arrival.objects.get(pk=pk).state == Arrival.State.FILED


def test_failed_delivery_is_shown_and_sent_again(cast, failed, as_employee):
    client = as_employee(cast.owner)
    reference = failed.message.conversation.reference

    assert "mailbox full" in client.get("/desk/undelivered/").content.decode()
    assert "mailbox full" in client.get(f"/desk/conversations/{reference}/").content.decode()

    client.post(f"/desk/deliveries/{failed.pk}/again/")
    failed.refresh_from_db()
    assert failed.state == Delivery.State.QUEUED


def test_failed_delivery_of_a_closed_team_is_not_there(cast, failed, as_employee):
    conversation = failed.message.conversation
    conversation.team = cast.teams.closed
    conversation.save()
    client = as_employee(cast.outsider)

    assert "mailbox full" not in client.get("/desk/undelivered/").content.decode()
    assert "fatima" not in client.get("/desk/outgoing/").content.decode()
    assert client.post(f"/desk/deliveries/{failed.pk}/again/").status_code == 404


def test_outgoing_mail_as_the_resident_sees_it(cast, failed, as_employee):
    page = as_employee(cast.mate).get("/desk/outgoing/").content.decode()

    assert "fatima@voorbeeld.example" in page and "Ja" in page
    assert "outgoing-mail" in page  # no mail server is set up, and it says where mail goes instead


def test_leads_see_who_read_it(cast, told, as_employee):
    conversation = told()
    as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/")
    address = f"/desk/conversations/{conversation.reference}/reads/"

    assert "Bram de Wit" in as_employee(cast.lead).get(address).content.decode()
    assert as_employee(cast.owner).get(address).status_code == 403
