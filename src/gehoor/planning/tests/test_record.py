"""A talk is prepared, held and recorded: one contact in its conversation, agreements as promises, a copy, the next talk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Contact
from gehoor.core.models import Event
from gehoor.planning import inviting, preparing, recording, rescheduling, told, warning
from gehoor.planning.models import Moment, Point, SentIn, State
from gehoor.planning.recording import Agreement
from gehoor.portal import record as portal_record
from gehoor.postroom import note
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(planned):
    return planned(timezone.localdate() + timedelta(days=5)).moments.get()


def held(moment, by, **changes):
    fields = {
        "channel": "counter", "checked": {"p1": {"said": "discussed", "line": "Goed"}}, "summary": "Ik wil vaker naar buiten.", **changes
    }
    return recording.record(moment.pk, by=by, **fields)


def test_it_works(cast, moment):
    preparing.prepare(moment.pk, by=cast.owner, their_goal="Naar buiten", own_points=["Fysiotherapie", " "])
    tomorrow = timezone.localdate() + timedelta(days=1)

    held(moment, cast.owner, agreements=[Agreement("Vrijwilliger zoeken", "wij", tomorrow, is_ours=True)], copies=[moment.plan.person])

    moment.refresh_from_db()
    said = moment.contact.messages.get().text
    assert "Ik wil vaker naar buiten." in said and "- Hoe gaat het met u? Goed" in said and "Vrijwilliger zoeken (wij" in said
    assert (moment.state, moment.contact.person_id, moment.contact.employee) == (State.HELD, moment.plan.person_id, cast.owner)
    copy = Delivery.objects.get()
    assert copy.address == "fatima@voorbeeld.example" and "vaker naar buiten" in copy.message.text
    promise = Promise.objects.get()
    assert (promise.what, timezone.localdate(promise.due_at)) == ("Vrijwilliger zoeken", tomorrow)
    conversation = moment.plan.conversation
    conversation.refresh_from_db()
    assert conversation.is_open, "something is promised"
    following = moment.plan.moments.open().get()
    assert following.number == 1 and following.state == State.COMING


def test_with_nothing_promised_it_rests_until_the_next_talk(cast, moment):
    held(moment, cast.owner)

    moment.plan.conversation.refresh_from_db()
    assert not moment.plan.conversation.is_open


def test_recording_twice_records_once(cast, moment):
    held(moment, cast.owner)
    with pytest.raises(rescheduling.NotOpen):
        held(moment, cast.mate, summary="Nog eens")

    assert Contact.objects.filter(channel="counter").count() == 1
    assert Event.objects.filter(kind="moment.held").count() == 1


def test_a_prepared_talk_keeps_its_checklist(cast, kind, moment):
    preparing.prepare(moment.pk, by=cast.owner, own_points=["Fysiotherapie"])
    kind.describe(by=cast.lead, points=[Point("", "Iets anders")], purpose_person="Anders", minutes=30)

    items = preparing.agenda(Moment.objects.told_in_full().get(pk=moment.pk))

    assert [item.text for item in items] == ["Hoe gaat het met u?", "Eten en drinken", "Fysiotherapie"]


def test_what_happened_since_the_last_one_shows_only_what_one_may_see(cast, told_by_mail, moment):
    held(moment, cast.owner)
    person = moment.plan.person
    seen = told_by_mail(address="fatima@voorbeeld.example", subject="Rolstoel")
    hidden = told_by_mail(address="fatima@voorbeeld.example", subject="Schulden", team=cast.teams.closed)
    following = moment.plan.moments.open().select_related("plan__person").get()

    since = preparing.since_last(following, cast.owner)

    assert since.last == moment and since.last.summary == "Ik wil vaker naar buiten."
    assert [one.pk for one in since.conversations] == [seen.pk]
    assert hidden.person_id == person.pk == seen.person_id


def test_the_person_reads_it_and_a_stranger_does_not(cast, told_by_mail, moment):
    held(moment, cast.owner)
    stranger = told_by_mail(address="ander@voorbeeld.example").person
    conversation = moment.plan.conversation

    assert [one.moment for one in told_of(conversation, moment.plan.person) if one.is_held] == [moment]
    assert told_of(conversation, stranger) == []
    assert portal_record.build(conversation, moment.plan.person).stands.startswith("Ons volgende gesprek")


def told_of(conversation, person):
    return told.of(conversation, person, str)


def test_prepared_the_conversation_rests_unless_something_came_in_meanwhile(cast, moment):
    conversation = moment.plan.conversation
    conversation.reopen(by=cast.owner)
    began = timezone.now()
    note.add_internal(conversation, "Nog iets", by=cast.mate)

    assert not preparing.rest(moment, began=began, by=cast.owner)
    assert preparing.rest(moment, began=timezone.now(), by=cast.owner)

    conversation.refresh_from_db()
    assert not conversation.is_open


def test_what_is_sent_in_twice_is_kept_once(moment):
    for _again in range(2):
        told.send_in(moment, moment.plan.person, SentIn.Sort.POINTS, page="een", goal="Naar buiten")

    assert SentIn.objects.get().goal == "Naar buiten"


def test_the_owner_then_the_lead_is_warned_once_of_what_nobody_prepared(cast, moment):
    today, day = timezone.localdate(), timedelta(days=1)

    assert (warning.warn(today - 3 * day), warning.warn(today), warning.warn(today)) == (0, 1, 0)
    assert moment in Moment.objects.for_attention_of(cast.owner) and moment not in Moment.objects.for_attention_of(cast.lead)
    assert warning.warn(moment.from_on - 3 * day) == 1
    assert moment in Moment.objects.for_attention_of(cast.lead)
    assert warning.warn(moment.from_on - 3 * day) == 0

    preparing.prepare(moment.pk, by=cast.owner)
    assert moment not in Moment.objects.for_attention_of(cast.owner)
    assert moment not in Moment.objects.for_attention_of(cast.lead)


def test_warned_of_what_was_not_held_also_after_a_weeks_standstill(cast, moment):
    preparing.prepare(moment.pk, by=cast.owner)
    late = moment.until_on + timedelta(days=9)

    assert warning.warn(moment.until_on) == 0
    assert (warning.warn(late), warning.warn(late)) == (2, 0)

    assert list(Event.objects.filter(kind__endswith="warned").order_by("pk").values_list("kind", flat=True)) == ["moment.warned", "moment.leads_warned"]
    held(moment, cast.owner)
    assert moment not in Moment.objects.for_attention_of(cast.owner)


def test_copies_go_to_who_can_be_reached(cast, moment):
    moment.plan.person.addresses.all().delete()

    assert inviting.send_record(Moment.objects.told_in_full().get(pk=moment.pk), [moment.plan.person], by=cast.owner, summary="X") == []
