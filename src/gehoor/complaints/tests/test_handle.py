"""Handling a complaint: receipt at once, calling first, hearing, outcome told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from gehoor.complaints import handling, opening, receipt, stage
from gehoor.complaints.models import Complaint, ComplaintRules, Deadline, Outcome
from gehoor.conversations.models import Closure, Contact, Message
from gehoor.core.models import Event
from gehoor.postroom import send
from gehoor.postroom.models import Delivery
from gehoor.promises import promising
from gehoor.promises.models import Promise

from .conftest import moment

pytestmark = pytest.mark.django_db
WHOLE = {
    "went_wrong": "De korf kwam drie weken te laat.", "why": "De planning klopte niet.", "changes": "We bellen voortaan.",
    "done": "Vandaag is de korf gebracht.", "admitted": "yes", "admitted_words": "Dat spijt ons.", "judgement": "founded",
    "parts": [{"about": "Korf te laat", "judgement": "founded"}],
}


def fresh(complaint):
    return Complaint.objects.with_progress().select_related("conversation", "handler").get(pk=complaint.pk)


def letters(complaint):
    ours = Message.objects.filter(conversation=complaint.conversation_id, contact__direction="out")
    return list(ours.order_by("pk").values_list("text", flat=True))


def kinds(complaint):
    told = Event.objects.filter(conversation_id=complaint.conversation_id, kind__startswith="complaint.")
    return [event.kind.partition(".")[2] for event in told.order_by("pk")]


def test_it_works(cast, complain):
    complaint = complain(wish="Een excuus")
    assert stage.next_step(fresh(complaint)).key == "call"

    handling.call(complaint, by=cast.owner, reached=True, note="Zij vertelt wat er gebeurde.")
    handling.take_up(complaint, by=cast.owner)
    assert stage.next_step(fresh(complaint)).key == "hearing"
    handling.waive_hearing(complaint, by=cast.owner, why="not_wanted")
    assert stage.next_step(fresh(complaint)).key == "outcome"
    handling.write_outcome(complaint, by=cast.owner, **WHOLE)
    assert handling.conclude(complaint, by=cast.owner, letter="Dit is de uitkomst.")

    done = fresh(complaint)
    assert (done.ending, done.ended_by, done.was_in_time) == ("concluded", cast.owner, True)
    assert Closure.objects.filter(conversation=done.conversation_id).exists()
    assert letters(done)[-1] == "Dit is de uitkomst."
    assert kinds(done) == ["opened", "receipt_sent", "called", "taken_up", "hearing_waived", "ended"]


def test_receipt_says_who_and_by_when(cast, complain):
    complaint = complain("2026-03-02 10:00")

    [text] = letters(complaint)
    assert "Bram" in text and "maandag 13 april 2026" in text and "woensdag 4 maart 2026" in text
    assert complaint.conversation.reference in text and "{" not in text
    assert Contact.objects.get(conversation=complaint.conversation_id, direction="out").automatic == "acknowledgement"


def test_without_an_address_the_receipt_is_still_to_be_sent(complain, told):
    conversation = told(channel="phone", sender=None, message_id="", external_id=None)

    complaint = complain(conversation=conversation)

    assert complaint.receipt_sent_at is None and not letters(complaint)


def test_a_receipt_that_comes_back_is_no_receipt(cast, complain):
    complaint = complain()
    send.give_back(Delivery.objects.get(message__conversation=complaint.conversation_id), "550 unknown")

    assert fresh(complaint).needs_receipt
    assert receipt.confirm(fresh(complaint), by=cast.owner)
    assert not fresh(complaint).needs_receipt and len(letters(complaint)) == 2


def test_a_conversation_is_one_complaint(complain, told):
    conversation = told()
    complain(conversation=conversation)

    with pytest.raises(opening.AlreadyOne):
        complain(conversation=conversation)


def test_who_it_is_about_does_not_handle_it(cast, complain):
    with pytest.raises(opening.NotYours):
        complain(handler=cast.owner, about_employee=cast.owner)
    complaint = complain(handler=cast.owner)

    opening.say_whom_it_is_about(complaint, cast.owner, by=cast.mate)

    assert fresh(complaint).handler is None
    with pytest.raises(opening.NotYours):
        opening.name_handler(complaint, cast.owner, by=cast.mate)
    with pytest.raises(IntegrityError):
        Complaint.objects.filter(pk=complaint.pk).update(handler=cast.owner)


def test_solved_on_the_phone_ends_it(cast, complain):
    complaint = complain()
    handling.call(complaint, by=cast.owner, reached=True)

    assert handling.solve(complaint, by=cast.owner, words="We brengen de korf vandaag.")

    assert fresh(complaint).ending == "solved"
    assert "We brengen de korf vandaag." in letters(complaint)[-1]
    assert not Deadline.objects.running().exists()


def test_not_taken_up_names_the_way_after_us(cast, complain):
    complaint = complain()

    handling.not_take_up(complaint, by=cast.owner, words="Dit was al behandeld.")

    assert "Dit was al behandeld." in letters(complaint)[-1] and "Nationale ombudsman" in letters(complaint)[-1]


def test_what_was_taken_up_is_not_refused_any_more(cast, complain):
    complaint = complain()
    handling.take_up(complaint, by=cast.owner)

    with pytest.raises(handling.Refused):
        handling.not_take_up(complaint, by=cast.owner, words="Toch niet.")


def test_what_is_done_stays_done(cast, complain):
    complaint = complain()
    handling.withdraw(complaint, by=cast.owner)

    with pytest.raises(handling.Refused, match="klaar"):
        handling.call(complaint, by=cast.owner, reached=True)


def test_half_an_outcome_is_kept_but_not_told(cast, complain):
    complaint = complain()
    handling.write_outcome(complaint, by=cast.owner, went_wrong="De korf kwam te laat.")

    with pytest.raises(handling.Refused):
        handling.conclude(complaint, by=cast.owner, letter="Half")

    assert Outcome.objects.get(complaint=complaint).went_wrong == "De korf kwam te laat."


def test_the_rules_of_its_day(complain):
    complaint = complain("2026-03-02 10:00")
    ComplaintRules.objects.create(weeks=4, law="own", external_name="Eigen commissie")

    newer = complain("2026-03-02 10:00")

    assert (complaint.weeks, newer.weeks) == (6, 4)
    assert "Nationale ombudsman" in fresh(complaint).external and "Eigen commissie" in fresh(newer).external


def test_outcome_letter_says_all_of_it(cast, complain):
    from gehoor.complaints import letters as words

    complaint = complain()
    outcome = handling.write_outcome(complaint, by=cast.owner, **WHOLE)

    _subject, text = words.outcome(fresh(complaint), outcome)

    for said in ("Dit had niet mogen gebeuren", "drie weken te laat", "planning klopte niet", "bellen voortaan", "gegrond", "Nationale ombudsman"):
        assert said in text
    assert "{" not in text and "\n\n\n" not in text


def test_recognised_late_nobody_is_promised_a_day_in_the_past(cast, told):
    conversation = told()
    complaint = opening.open_one(conversation, about="Te laat", by=cast.owner, handler=cast.owner, received_at=moment("2020-03-02 10:00"))

    assert "uiterlijk op" not in letters(complaint)[-1].replace("Wij bellen u eerst, uiterlijk op", "")
    assert complaint.deadlines.get(kind="call").due_at > timezone.now()


def test_calling_first_is_a_promise_where_a_number_is_known(cast, complain, told):
    conversation = told()
    conversation.person.addresses.create(kind="phone", value="+31612345678")
    complaint = complain(conversation=conversation)
    promise = Promise.objects.get(conversation=conversation)
    assert (promise.kind, promise.owner, promise.number) == ("call_back", cast.owner, "+31612345678")
    assert promise.due_at == complaint.deadlines.get(kind="call").due_at

    opening.name_handler(complaint, cast.mate, by=cast.owner)
    handling.call(complaint, by=cast.mate, reached=False)
    promise.refresh_from_db()
    assert (promise.owner, promise.tries, promise.state) == (cast.mate, 1, "open")

    handling.call(complaint, by=cast.mate, reached=True)
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_what_ends_needs_no_call_but_keeps_what_else_was_promised(cast, complain, told):
    conversation = told()
    conversation.person.addresses.create(kind="phone", value="+31612345678")
    complaint = complain(conversation=conversation)
    promising.make(conversation, by=cast.owner, kind="visit", due_at=timezone.now() + timedelta(days=3))

    handling.solve(complaint, by=cast.owner, words="Wij brengen hem dinsdag.")

    assert sorted(Promise.objects.values_list("kind", "state")) == [("call_back", "withdrawn"), ("visit", "open")]
    assert not Closure.objects.filter(conversation=conversation).exists(), "something is still to be done"


def test_not_solved_after_all_it_goes_on(cast, complain):
    complaint = complain()
    due = complaint.due_on
    handling.solve(complaint, by=cast.owner, words="Opgelost")

    handling.reopen(complaint, by=cast.owner)

    now = fresh(complaint)
    assert now.is_open and now.due_on == due and not Closure.objects.exists()
    assert Deadline.objects.running().filter(kind="due").exists()
    with pytest.raises(handling.Refused):
        handling.reopen(complaint, by=cast.owner)


def test_an_outcome_that_was_told_is_the_end(cast, complain):
    complaint = complain()
    handling.write_outcome(complaint, by=cast.owner, **WHOLE)
    handling.conclude(complaint, by=cast.owner, letter="Uitkomst")

    with pytest.raises(handling.Refused):
        handling.reopen(complaint, by=cast.owner)


def test_in_care_nobody_has_to_be_heard(cast, complain):
    ComplaintRules.objects.create(law="wkkgz", external_name="Geschilleninstantie Zorg")
    complaint = complain()
    handling.call(complaint, by=cast.owner, reached=True)

    assert stage.next_step(fresh(complaint)).key == "outcome"


@pytest.mark.parametrize("before", ["answered", "closed"])
def test_whoever_complains_waits_for_us(cast, told, complain, before):
    conversation = told()
    conversation.answered(timezone.now())
    if before == "closed":
        conversation.close(by=cast.owner, solved=True)

    complain(conversation=conversation)

    now = type(conversation).objects.get(pk=conversation.pk)
    assert (now.is_closed, now.waiting_for) == (False, "us") and now.respond_by
