"""Who is warned before a promise breaks, when, and only once."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import close_old_connections

from gehoor.core.models import Event
from gehoor.promises import promising, warning
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")


def at(day, clock="09:00"):
    """A moment in 2032, when Easter is as early as in 2027: `at("29-10", "16:30")`."""
    return datetime.strptime(f"2032-{day[3:]}-{day[:2]} {clock}", "%Y-%m-%d %H:%M").replace(tzinfo=HERE)


@pytest.fixture
def due(cast, told):
    """A promise of Bram's for this moment."""

    def make(moment, **more):
        return promising.make(told(), by=cast.owner, owner=cast.owner, kind="call_back", due_at=moment, **more)

    return make


def told_of(promise, verb):
    return Event.objects.filter(kind=f"promise.{verb}", data__promise=promise.pk).count()


def test_it_works(due):
    promise = due(at("03-02", "12:00"))

    assert warning.warn_owners(at("03-02", "10:59")) == 0
    assert warning.warn_owners(at("03-02", "11:00")) == 1
    assert warning.warn_owners(at("03-02", "11:01")) == 0, "once"
    assert told_of(promise, "owner_warned") == 1
    assert warning.warn_leads(at("03-02", "11:14")) == 0
    assert warning.warn_leads(at("03-02", "11:31")) == 1
    assert warning.warn_leads(at("03-02", "11:32")) == 0
    assert told_of(promise, "leads_warned") == 1


def test_what_was_promised_for_at_once_is_not_about_to_break(due):
    """Who says "I call you now" is not mailed in that very minute that it nearly breaks."""
    due(at("03-02", "10:10")), due(at("03-02", "10:40"))
    Promise.objects.update(made_at=at("03-02", "10:00"))

    assert warning.warn_owners(at("03-02", "10:01")) == 0
    assert warning.warn_owners(at("03-02", "10:11")) == 1, "not called in time"
    assert warning.warn_owners(at("03-02", "10:16")) == 1


@pytest.mark.parametrize(("moment", "quiet", "loud"), [
    ("02-02 09:00", "30-01 16:29", "30-01 16:31"),  # Monday at nine: Friday before closing
    ("30-03 09:00", "26-03 16:29", "26-03 16:31"),  # over Easter, when the clock goes forward
    ("01-11 09:15", "29-10 16:40", "29-10 16:46"),  # the clock goes back in the weekend between
])
def test_the_hour_before_is_a_working_hour(due, moment, quiet, loud):
    due(at(*moment.split()))

    assert warning.warn_owners(at(*quiet.split())) == 0
    assert warning.warn_owners(at(*loud.split())) == 1


def test_a_worker_that_was_dead_for_an_hour_loses_nothing(due):
    """The owner and the leads are told of everything that came due meanwhile, each once."""
    meanwhile = [due(at("03-02", clock)) for clock in ("11:10", "11:40", "12:00", "12:40")]

    assert warning.warn_owners(at("03-02", "12:05")) == 4, "back after an hour"
    assert warning.warn_leads(at("03-02", "12:05")) == 0, "the owner gets the chance first"
    assert warning.warn_leads(at("03-02", "12:21")) == 4
    assert warning.warn_owners(at("03-02", "12:30")) == warning.warn_leads(at("03-02", "12:30")) == 0
    assert all(told_of(one, verb) == 1 for one in meanwhile for verb in ("owner_warned", "leads_warned"))


@pytest.mark.parametrize("deed", [promising.keep, promising.withdraw])
def test_what_ended_warns_nobody(due, cast, deed):
    deed(due(at("03-02", "12:00")).pk, by=cast.owner)

    assert warning.warn_owners(at("03-02", "11:30")) == 0


def test_who_tried_to_call_touched_it(due, cast):
    promise = due(at("03-02", "12:00"))
    warning.warn_owners(at("03-02", "11:00"))
    promising.attempted(promise.pk, by=cast.owner)
    promise.attempts.update(at=at("03-02", "11:10"))

    assert warning.warn_leads(at("03-02", "11:40")) == 0
    assert warning.warn_leads(at("03-02", "12:00")) == 1, "its time passed all the same"


def test_a_new_moment_warns_anew(due, cast):
    promise = due(at("03-02", "12:00"))
    warning.warn_owners(at("03-02", "11:00"))
    promising.renegotiate(promise.pk, by=cast.owner, due_at=at("04-02", "12:00"), reason="Ziek")

    assert warning.warn_owners(at("03-02", "12:00")) == 0
    assert warning.warn_owners(at("04-02", "11:00")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_warn_once(due):
    due(at("03-02", "12:00"))
    begin, warned = threading.Barrier(2, timeout=30), []

    def work():
        begin.wait()
        warned.append(warning.warn_owners(at("03-02", "11:30")))
        close_old_connections()

    workers = [threading.Thread(target=work) for _number in range(2)]
    [one.start() for one in workers]
    [one.join() for one in workers]

    assert sorted(warned) == [0, 1]


def test_leads_see_what_nobody_touches(due, cast):
    promise = due(at("03-02", "12:00"))
    warning.warn_owners(at("03-02", "11:00"))
    assert not Promise.objects.to_mind(cast.lead).exists()
    assert promise in Promise.objects.to_mind(cast.owner)

    warning.warn_leads(at("03-02", "11:40"))

    assert promise in Promise.objects.to_mind(cast.lead) and promise not in Promise.objects.to_mind(cast.mate)


def test_far_promises_are_left_alone(due):
    due(at("03-02", "12:00") + timedelta(days=300))

    assert warning.warn_owners(at("03-02", "11:00")) == 0
