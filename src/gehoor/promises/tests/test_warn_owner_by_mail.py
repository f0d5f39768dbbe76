"""The owner of what is nearly due gets one mail: with a link, and without names."""

import email
import email.policy

import pytest
from django.urls import reverse

from gehoor.channels.email.models import ensure_default_mailbox
from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning
from gehoor.promises import promising, warning

from .test_warn import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(settings, tmp_path, cast):
    """What was mailed to Bram, whose promise is for Wednesday at noon."""
    settings.OUTGOING_FOLDER = tmp_path
    ensure_default_mailbox("gemeente@merelveld.example")
    cast.owner.email = "bram@werk.example"
    cast.owner.save()

    def mails():
        for one in OwnerWarning.objects.all():
            warn_owner.send(one.pk)
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in tmp_path.glob("*.eml")]

    return mails


@pytest.fixture
def promise(cast, told):
    return promising.make(told(), by=cast.owner, owner=cast.owner, kind="call_back", due_at=at("03-02", "12:00"), what="de heg")


def test_it_works(mailed, promise, clock):
    clock.is_at("2026-11-18T10:00")  # in another year than what was promised
    warning.warn_owners(at("03-02", "11:00"))
    warning.warn_owners(at("03-02", "11:10"))

    mailed()
    [mail] = mailed()
    text = mail.get_content()
    assert mail["To"] == "bram@werk.example" and mail["Auto-Submitted"] == "auto-generated"
    assert reverse("desk:promise", args=[promise.pk]) in text and "dinsdag 3 februari 2032 voor 12 uur" in text
    assert str(promise.person) not in text and "heg" not in text + mail["Subject"]


@pytest.mark.parametrize("changed", [{"wants_warnings": False}, {"email": ""}, {"is_active": False}])
def test_nobody_is_mailed_who_does_not_want_it_or_cannot_be(mailed, promise, changed):
    type(promise.owner).objects.filter(pk=promise.owner_id).update(**changed)

    assert warning.warn_owners(at("03-02", "11:00")) == 1
    assert mailed() == []


def test_a_new_moment_is_mailed_anew(mailed, promise, cast):
    warning.warn_owners(at("03-02", "11:00"))
    promising.renegotiate(promise.pk, by=cast.owner, due_at=at("04-02", "12:00"), reason="Ziek")
    warning.warn_owners(at("04-02", "11:00"))

    assert len(mailed()) == 2


def test_a_mailbox_of_ours_gets_none(mailed, promise):
    """It would come back in as a message."""
    type(promise.owner).objects.filter(pk=promise.owner_id).update(email=ensure_default_mailbox("gemeente@merelveld.example").address)

    warning.warn_owners(at("03-02", "11:00"))

    assert mailed() == []


def test_a_server_that_is_away_is_tried_again(mailed, promise, settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    warning.warn_owners(at("03-02", "11:00"))
    settings.OUTGOING_FOLDER = blocked
    with pytest.raises(warn_owner.Failed):
        mailed()

    settings.OUTGOING_FOLDER = tmp_path

    assert len(mailed()) == 1
