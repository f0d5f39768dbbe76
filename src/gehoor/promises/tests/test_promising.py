"""Promising, and what becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from gehoor.conversations import status, threading
from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.promises import promising
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
Kind = Promise.Kind


@pytest.fixture
def promise(cast, told):
    """Bram promises Fatima to call her back by tomorrow, or what is said."""

    def make(conversation=None, **more):
        more = {"kind": Kind.CALL_BACK, "due_at": timezone.now() + timedelta(days=1), "owner": cast.owner, **more}
        return promising.make(conversation or told(), by=cast.owner, **more)

    return make


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def passed(promise, **ago):
    """As if its time passed so long ago."""
    Promise.objects.filter(pk=promise.pk).update(due_at=timezone.now() - timedelta(**(ago or {"minutes": 1})))
    return promise


def verbs(promise):
    found = Event.objects.filter(conversation_id=promise.conversation_id, kind__startswith="promise.").order_by("pk")
    return [event.kind.partition(".")[2] for event in found]


def test_it_works(cast, promise):
    made = promise(number="+31612345678")
    assert (made.person, made.team, made.doer) == (made.conversation.person, cast.teams.open, "Bram de Wit")

    promising.keep(made.pk, by=cast.mate)

    now = fresh(made)
    assert (now.state, now.ended_by, now.was_late) == ("kept", cast.mate, False)
    assert verbs(made) == ["made", "kept"]


def test_its_status_is_the_first_open_promise(promise, cast):
    later = promise(kind=Kind.LETTER, due_at=datetime(2099, 11, 26, 16, tzinfo=UTC))
    conversation = later.conversation
    sooner = promise(conversation, due_at=datetime(2099, 11, 24, 11, tzinfo=UTC))

    assert status.sentence(fresh(conversation)) == "We bellen u dinsdag 24 november 2099 voor 12 uur."
    promising.keep(sooner.pk, by=cast.owner)
    assert status.sentence(fresh(conversation)) == "We sturen u donderdag 26 november 2099 voor 17 uur een brief."
    fresh(conversation).say_status("Erik komt kijken.", by=cast.owner)
    assert status.sentence(fresh(conversation)) == "Erik komt kijken.", "what somebody wrote comes first"
    promising.withdraw(later.pk, by=cast.owner)
    assert fresh(conversation).promised is None


def test_a_window_and_what_it_is_about_stand_in_the_sentence(promise):
    made = promise(
        kind=Kind.VISIT, what="de stoeptegels", from_at=datetime(2099, 11, 24, 9, tzinfo=UTC),
        due_at=datetime(2099, 11, 24, 11, 30, tzinfo=UTC),
    )

    assert status.sentence(fresh(made.conversation)) == (
        "We komen dinsdag 24 november 2099 tussen 10 uur en 12.30 uur bij u langs. Het gaat over: de stoeptegels")


def test_the_sentence_is_honest_once_its_time_passed(promise, cast):
    made = promise()
    passed(made)
    Conversation.objects.filter(pk=made.conversation_id).update(promised={
        "kind": "call_back", "what": "", "from": None, "due": (timezone.now() - timedelta(minutes=1)).isoformat()})

    assert status.sentence(fresh(made.conversation)).endswith("Dat is nog niet gebeurd.")


def test_another_moment_is_agreed_on_before_its_time(promise, cast):
    made = promise()
    Promise.objects.update(owner_warned_at=timezone.now(), leads_warned_at=timezone.now())
    later = timezone.now() + timedelta(days=3)

    promising.renegotiate(made.pk, by=cast.owner, due_at=later, reason="De aannemer is ziek")

    now = fresh(made)
    assert (now.due_at, now.owner_warned_at, now.leads_warned_at) == (later, None, None), "who warns begins anew"
    [row] = now.renegotiations.all()
    assert (row.old_due, row.new_due, row.reason) == (made.due_at, later, "De aannemer is ziek")
    assert fresh(made.conversation).promised["due"] == later.isoformat()


def test_after_its_time_nothing_is_agreed_on_any_more(promise, cast):
    made = passed(promise())

    with pytest.raises(promising.NotPossible, match="voorbij"):
        promising.renegotiate(made.pk, by=cast.owner, due_at=timezone.now() + timedelta(days=1), reason="Vergeten")

    assert fresh(made).is_overdue and not fresh(made).renegotiations.exists()
    promising.break_openly(made.pk, by=cast.owner, reason="Vergeten; ik bel morgen")
    assert (fresh(made).state, fresh(made).reason) == ("broken", "Vergeten; ik bel morgen")


def test_kept_too_late_is_seen(promise, cast):
    made = passed(promise(), hours=2)

    assert promising.keep(made.pk, by=cast.owner).was_late


@pytest.mark.parametrize("first", ["keep", "break_openly", "withdraw"])
def test_what_ended_ends_once(promise, cast, first):
    made = promise()
    deed = getattr(promising, first)
    deed(made.pk, by=cast.mate, **({"reason": "Ziek"} if first == "break_openly" else {}))

    with pytest.raises(promising.NotPossible, match="Noor Haddad"):
        promising.keep(made.pk, by=cast.owner)


def test_a_mistake_is_undone(promise, cast):
    made = promise()
    promising.keep(made.pk, by=cast.owner)

    promising.keep_not(made.pk, by=cast.owner)

    assert fresh(made).is_open and fresh(made.conversation).promised["kind"] == "call_back"
    with pytest.raises(promising.NotPossible):
        promising.keep_not(made.pk, by=cast.owner)


def test_a_call_that_found_nobody_leaves_it_open(promise, cast):
    made = promise()

    promising.attempted(made.pk, by=cast.owner, note="Voicemail")

    assert fresh(made).is_open and made.attempts.get().note == "Voicemail"


def test_joining_takes_promises_along(promise, cast, told):
    first = told(subject="Eén")
    second = told(subject="Twee")
    made = promise(second)

    threading.join(second, first, by=cast.owner)

    assert fresh(made).conversation == first
    assert fresh(first).promised["kind"] == "call_back" and fresh(second).promised is None
    promising.keep(made.pk, by=cast.owner)
    assert fresh(first).promised is None


def test_only_what_one_may_read(promise, cast, told):
    closed = promise(told(team=cast.teams.closed))
    promise(told(address="jan@voorbeeld.example", name="Jan"))

    assert closed not in Promise.objects.visible_to(cast.owner)
    assert set(Promise.objects.visible_to(cast.insider)) >= {closed}
    assert not Promise.objects.visible_to(cast.admin)
