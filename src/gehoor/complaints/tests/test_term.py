"""The legal clock: over holidays, year end and extension; and warnings ahead of it, once each."""

from datetime import date

import pytest

from gehoor.complaints import extending, handling, warning
from gehoor.complaints.models import Complaint, Deadline
from gehoor.conversations.models import Message
from gehoor.postroom.models import OwnerWarning

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("received", "due"), [
    ("2026-03-02 10:00", date(2026, 4, 13)),  # a plain Monday to Monday
    ("2026-02-20 10:00", date(2026, 4, 7)),  # six weeks later is Good Friday, then Easter
    ("2026-11-13 16:00", date(2026, 12, 28)),  # would end at Christmas
    ("2026-11-20 09:00", date(2027, 1, 4)),  # would end on 1 January, a Friday
    ("2026-03-16 23:30", date(2026, 4, 28)),  # King's day; received late in the evening, counted by that day
    ("2026-10-24 12:00", date(2026, 12, 7)),  # received on a Saturday, across the end of summer time
])
def test_last_day(complain, received, due):
    assert complain(received).due_on == due


def test_extended_in_time_with_a_letter(cast, complain, it_is):
    complaint = complain("2026-11-13 16:00")
    it_is("2026-12-21 10:00")

    extension, told = extending.extend(complaint, by=cast.owner, reason="Wij wachten op een verslag.")

    assert told and not extension.was_late
    assert (extension.was_due_on, extension.due_on) == (date(2026, 12, 28), date(2027, 1, 22)), "ten weeks after receipt"
    letter = Message.objects.filter(conversation=complaint.conversation_id).order_by("pk").last().text
    assert "Wij wachten op een verslag." in letter and "vrijdag 22 januari 2027" in letter
    assert Deadline.objects.get(complaint=complaint, kind="due").due_at.date() == date(2027, 1, 22)


def test_longer_only_if_they_agree(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    it_is("2026-04-01 10:00")
    with pytest.raises(handling.Refused, match="instemt"):
        extending.extend(complaint, by=cast.owner, reason="Druk", due_on=date(2026, 6, 1))

    extending.extend(complaint, by=cast.owner, reason="Samen afgesproken", due_on=date(2026, 6, 1), agreed=True)

    assert Complaint.objects.get(pk=complaint.pk).due_on == date(2026, 6, 1)


def test_after_the_term_only_written_down_as_late(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    it_is("2026-04-14 09:00")
    with pytest.raises(handling.Refused, match="te laat"):
        extending.extend(complaint, by=cast.owner, reason="Vergeten")

    extension, _told = extending.extend(complaint, by=cast.owner, reason="Vergeten", knows_late=True)

    assert extension.was_late


def test_the_last_day_itself_is_in_time(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    it_is("2026-04-13 23:50")
    assert not extending.is_over(complaint)

    handling.withdraw(complaint, by=cast.owner)

    assert Complaint.objects.get(pk=complaint.pk).was_in_time is True


def test_warned_once_each_however_late_the_worker_is(complain, it_is):
    complaint = complain("2026-03-02 10:00")  # a Monday; to be called by Wednesday 10:00
    it_is("2026-03-03 10:00")
    assert warning.warn_due() == 0

    it_is("2026-03-04 10:30")  # the worker was away for the handler's warning and the leads' alike

    assert [warning.warn_due(), warning.warn_due()] == [2, 0]
    call = complaint.deadlines.get(kind="call")
    assert call.warned_at and call.leads_told_at
    it_is("2026-04-13 09:00")  # before its last day: the notice and the term itself, handler and leads
    assert [warning.warn_due(), warning.warn_due()] == [4, 0]


def test_the_handler_gets_one_mail_of_each_moment(cast, complain, it_is):
    """The notice and the term end together: that is one mail, and one more after an extension. The leads get none."""
    cast.owner.email = "bram@werk.example"
    cast.owner.save()
    complaint = complain("2026-03-02 10:00")
    it_is("2026-04-13 09:00")
    [warning.warn_due() for _again in range(2)]
    mails = OwnerWarning.objects.filter(employee=cast.owner, path__endswith=f"/{complaint.conversation.reference}/complaint/")
    before = mails.filter(due_at=complaint.deadlines.get(kind="due").due_at)
    assert before.count() == 1 and mails.count() == OwnerWarning.objects.count()

    extending.extend(complaint, by=cast.owner, reason="Verslag")
    it_is("2026-05-11 09:00")
    warning.warn_due()

    assert mails.filter(due_at=complaint.deadlines.get(kind="due").due_at).count() == 1


def test_an_extension_warns_anew(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    it_is("2026-04-10 10:00")
    warning.warn_due()

    extending.extend(complaint, by=cast.owner, reason="Verslag")

    assert warning.warn_due() == 0
    it_is("2026-05-11 09:00")
    assert warning.warn_due() == 2


def test_what_is_done_warns_of_nothing(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    handling.solve(complaint, by=cast.owner, words="Opgelost")
    it_is("2026-05-01 10:00")

    assert warning.warn_due() == 0


def test_for_whose_attention(cast, complain, it_is):
    complaint = complain("2026-03-02 10:00")
    assert not Complaint.objects.asking(cast.owner)

    it_is("2026-03-04 10:30")
    warning.warn_due()

    assert list(Complaint.objects.asking(cast.owner)) == [complaint]
    assert list(Complaint.objects.asking(cast.lead)) == [complaint]
    assert not Complaint.objects.asking(cast.mate) and not Complaint.objects.asking(cast.outsider)


def test_of_two_workers_one_warns(complain, it_is):
    complain("2026-03-02 10:00")
    it_is("2026-03-04 10:30")
    seen_by_both = Deadline.objects.select_related("complaint").get(kind="call")

    assert [warning._warn(seen_by_both, "warned_at", "warned") for _worker in range(2)] == [True, False]
