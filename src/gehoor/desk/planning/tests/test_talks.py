"""Planned talks on the desk: made on the page of a person, listed by what is due, moved, and not for who may not read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.core.models import Event
from gehoor.people.models import Person
from gehoor.planning import figures, rescheduling
from gehoor.planning.models import Moment, MomentKind, Plan, Point, State
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


def new_plan(cast, of, **changes):
    today = timezone.localdate()
    return {
        "kind": of.pk, "every": "6", "begins_on": today.isoformat(), "dates": "", "weeks": "4",
        "who": f"{cast.teams.open.pk}.{cast.owner.pk}", "wish": "Op mijn kamer", "tells": "itself", "told_in": "", **changes,
    }


def test_it_works(cast, kind, as_employee):
    person, client = Person.objects.create(name="Fatima El Idrissi"), as_employee(cast.owner)
    url = reverse("desk:plan_new", args=[person.pk])
    assert "Zorgplanbespreking" in client.get(url).text

    there = client.post(url, new_plan(cast, kind), follow=True)

    assert there.status_code == 200 and "Op mijn kamer" in there.text
    assert "Fatima" in client.get(reverse("desk:planned")).text
    assert "Zorgplanbespreking" in client.get(reverse("desk:plans_of_person", args=[person.pk])).text
    assert "Fatima" not in as_employee(cast.mate).get(reverse("desk:planned")).text, "not hers"
    assert "Fatima" in as_employee(cast.mate).get(reverse("desk:planned") + "?of=team").text


@pytest.mark.parametrize(("changes", "said"), [
    ({"begins_on": ""}, "vanaf welke dag"), ({"begins_on": "2019-01-01"}, "te lang geleden"),
    ({"begins_on": "2999-01-01"}, "tien jaar"), ({"every": "0"}, "op welke dagen"),
    ({"every": "0", "dates": "gisteren"}, "geen dag"), ({"kind": "0"}, "keuze"), ({"who": "x"}, "keuze"),
    ({"ends_on": "2026-01-01"}, "voor de eerste"), ({"told_in": "ABCD-EFGH"}, "keuze"), ({"weeks": "0"}, "1"),
])
def test_what_cannot_be_planned_says_why_and_keeps_what_was_typed(cast, kind, as_employee, changes, said):
    person = Person.objects.create(name="Fatima")

    answer = as_employee(cast.owner).post(reverse("desk:plan_new", args=[person.pk]), new_plan(cast, kind, **changes))

    assert answer.status_code == 422 and said in answer.text and "Op mijn kamer" in answer.text
    assert not Plan.objects.exists()


def test_on_chosen_days(cast, kind, as_employee):
    person = Person.objects.create(name="Fatima")
    first, second = (timezone.localdate() + timedelta(days=days) for days in (10, 40))
    typed = f"{second:%d-%m-%Y}\n{first.isoformat()}"

    as_employee(cast.owner).post(
        reverse("desk:plan_new", args=[person.pk]), new_plan(cast, kind, every="0", begins_on="", dates=typed)
    )

    assert [one.from_on for one in Moment.objects.order_by("number")] == [first, second]


def test_moving_needs_a_reason_and_keeps_what_it_was(cast, planned, as_employee):
    moment = planned(timezone.localdate() + timedelta(days=20)).moments.get()
    client, url = as_employee(cast.owner), reverse("desk:moment_move", args=[moment.pk])
    later = {"from_on": moment.from_on + timedelta(days=7), "until_on": moment.until_on + timedelta(days=7), "at": ""}

    refused = client.post(url, later)
    assert refused.status_code == 422 and "waarom het verschuift" in refused.text
    there = client.post(url, {**later, "reason": "Mevrouw is met vakantie"}, follow=True)

    assert "Mevrouw is met vakantie" in there.text
    event = Event.objects.get(kind="moment.moved")
    assert event.data["was"]["from_on"] == moment.from_on.isoformat() and event.person_id == moment.plan.person_id


def test_agreeing_a_time_within_the_period_needs_no_reason(cast, planned, as_employee):
    moment = planned(timezone.localdate() + timedelta(days=20)).moments.get()
    at = f"{moment.from_on + timedelta(days=2)}T14:30"

    as_employee(cast.owner).post(reverse("desk:moment_move", args=[moment.pk]), {
        "at": at, "from_on": moment.from_on, "until_on": moment.until_on,
    })

    moment.refresh_from_db()
    assert timezone.localtime(moment.at).strftime("%H:%M") == "14:30"
    assert Event.objects.filter(kind="moment.agreed").exists()


def test_missed_is_said_openly_and_the_next_stands(cast, planned, as_employee):
    moment = planned(timezone.localdate()).moments.get()
    url = reverse("desk:moment_end", args=[moment.pk])

    as_employee(cast.owner).post(url, {"end-state": "missed", "end-reason": "Wij hadden te weinig mensen"})
    again = as_employee(cast.owner).post(url, {"end-state": "missed", "end-reason": "Nog eens"}, follow=True)

    moment.refresh_from_db()
    assert (moment.state, moment.reason, moment.ended_by) == (State.MISSED, "Wij hadden te weinig mensen", cast.owner)
    assert "Een collega was u voor" in again.text
    assert moment.plan.moments.open().count() == 1


def test_the_next_one_stands_above_whatever_the_person_asks(cast, planned, told, as_employee, clock):
    clock.is_at("2026-11-23T10:00")
    asked = told()
    plan, hidden = planned(person=asked.person), planned(date(2026, 11, 30), person=asked.person, team=cast.teams.closed, employee=cast.insider)
    moment = plan.moments.get()

    for conversation in (asked, plan.conversation):
        page = as_employee(cast.owner).get(reverse("desk:conversation", args=[conversation.reference])).text
        assert "Volgende geplande gesprek: Zorgplanbespreking, tussen 1 december en" in page
        assert reverse("desk:moment", args=[moment.pk]) in page
    assert hidden.moments.exists()
    rescheduling.end(moment.pk, State.WITHDRAWN, by=cast.owner, reason="Verhuisd")
    page = as_employee(cast.owner).get(reverse("desk:conversation", args=[asked.reference])).text
    assert "tussen 1 juni" in page and "tussen 1 december" not in page


def test_a_lead_sees_how_many_were_held(cast, kind, planned, as_employee, django_assert_max_num_queries):
    first, second, third = (planned(timezone.localdate(), person=Person.objects.create(name=name)).moments.get() for name in "abc")
    planned(timezone.localdate(), person=Person.objects.create(name="d"), team=cast.teams.closed, employee=cast.insider)
    Moment.objects.update(from_on=timezone.localdate() - timedelta(days=2), until_on=timezone.localdate() - timedelta(days=1))
    rescheduling.end(first.pk, State.MISSED, by=cast.owner, reason="Ziek")
    rescheduling.end(second.pk, State.WITHDRAWN, by=cast.owner, reason="Verhuisd")
    Moment.objects.filter(pk=third.pk).update(state=State.HELD)

    [row] = [row for row in figures.of_teams(cast.lead) if row.quarter <= timezone.localdate() - timedelta(days=1)][:1]
    assert (row.kind, row.planned, row.held, row.missed, row.overdue) == (kind.name, 2, 1, 1, 0)
    lead = as_employee(cast.lead)
    with django_assert_max_num_queries(12):
        page = lead.get(reverse("desk:talk_figures")).text
    assert "Zorgplanbespreking" in page and row.quarter_in_words in page
    assert as_employee(cast.owner).get(reverse("desk:talk_figures")).status_code == 403


def test_who_may_not_read_the_conversation_knows_nothing_of_it(cast, planned, as_employee):
    plan = planned(team=cast.teams.closed, employee=cast.insider, by=cast.insider)
    moment = plan.moments.first()
    for client in (as_employee(cast.outsider),):
        assert client.get(reverse("desk:moment", args=[moment.pk])).status_code == 404
        assert client.get(reverse("desk:plan", args=[plan.pk])).status_code == 404
        assert "Fatima" not in client.get(reverse("desk:planned") + "?of=team").text
        assert "Zorgplan" not in client.get(reverse("desk:plans_of_person", args=[plan.person_id])).text

    assert as_employee(cast.insider).get(reverse("desk:moment", args=[moment.pk])).status_code == 200
    assert ReadLog.objects.filter(employee=cast.insider, what="planned", person_id=plan.person_id).exists()


def test_pages_stay_within_twelve_queries(cast, planned, as_employee, django_assert_max_num_queries):
    plan = planned(timezone.localdate(), every_months=1)
    client = as_employee(cast.owner)
    for url in (
        reverse("desk:planned"), reverse("desk:plan", args=[plan.pk]), reverse("desk:moment", args=[plan.moments.first().pk]),
        reverse("desk:plan_new", args=[plan.person_id]), reverse("desk:plans_of_person", args=[plan.person_id]),
    ):
        client.get(url)
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def rows(*texts, **more):
    fields = {"points-TOTAL_FORMS": len(texts), "points-INITIAL_FORMS": "0"}
    for number, (key, text) in enumerate(texts):
        fields |= {f"points-{number}-key": key, f"points-{number}-text": text}
    return {"name": "Keukentafelgesprek", "purpose_person": "Wij kijken wat u nodig hebt.", "minutes": "60", **fields, **more}


def test_an_editor_describes_a_kind_without_code(cast, as_employee):
    client, url = as_employee(cast.editor), reverse("administration:moment_kind_add")
    assert client.get(url).status_code == 200

    client.post(url, rows(("", "Wonen"), ("", "Hulp"), ("", "")))

    kind = MomentKind.objects.get()
    assert kind.version.checklist == [Point("p1", "Wonen"), Point("p2", "Hulp")]
    there = reverse("administration:moment_kind", args=[kind.pk])
    client.post(there, rows(("p2", "Hulp in huis"), ("p1", "Wonen"), ("", "Geld")))
    kind.refresh_from_db()
    assert [(one.key, one.text) for one in kind.version.checklist] == [("p2", "Hulp in huis"), ("p1", "Wonen"), ("p3", "Geld")]
    assert kind.version.number == 2


def test_moving_a_point_saves_nothing_and_keeps_all_that_was_typed(cast, as_employee):
    client, url = as_employee(cast.lead), reverse("administration:moment_kind_add")

    moved = client.post(url, rows(("", "Wonen"), ("", "Hulp"), rows="up-1"))

    assert moved.text.index("Hulp") < moved.text.index("Wonen") and "Keukentafelgesprek" in moved.text
    assert not MomentKind.objects.exists()


def test_a_kind_without_points_or_with_a_known_name_is_refused_with_a_sentence(cast, kind, as_employee):
    client, url = as_employee(cast.editor), reverse("administration:moment_kind_add")

    nothing = client.post(url, rows(("", "")))
    twice = client.post(url, rows(("", "Wonen"), name="Zorgplanbespreking"))

    assert (nothing.status_code, twice.status_code) == (422, 422)
    assert "minstens één punt" in nothing.text and "al een soort" in twice.text
