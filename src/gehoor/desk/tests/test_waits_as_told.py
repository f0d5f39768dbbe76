"""Whether waits were as told: for team leads, of their own teams' lines, and nothing about a few."""

from datetime import timedelta
from itertools import count

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.lines.models import Turn

pytestmark = pytest.mark.django_db
NUMBERS = count()
MINUTE = timedelta(minutes=1)


def waited(conversation, minutes, times, *, told=(2, 5), team=None):
    joined = timezone.now()
    low, high = told or (None, None)
    Turn.objects.bulk_create(
        Turn(key=f"waited-{next(NUMBERS)}", conversation=conversation, channel="chat", team=team, state="left", low=low, high=high,
             joined_at=joined, taken_at=joined + minutes * MINUTE, ended_at=joined + (minutes + 5) * MINUTE)
        for _time in range(times)
    )


def page(client):
    return " ".join(client.get(reverse("desk:waits")).content.decode().split())


def test_it_works(cast, told, clock, as_employee, django_assert_max_num_queries):
    clock.is_at("2026-11-10T10:00")
    conversation = told()
    waited(conversation, 4, 8), waited(conversation, 9, 2), waited(conversation, 3, 6, told=None)
    lead = as_employee(cast.lead)
    page(lead)
    with django_assert_max_num_queries(12):
        said = page(lead)
    assert "80%</b>" in said and "van 10" in said and "gemiddeld 4 minuten gewacht" in said
    assert "bij 6 konden wij het niet zeggen" in said
    assert "9 nov 2026" in said


def test_nothing_is_told_about_a_few_or_of_another_team(cast, told, as_employee):
    conversation = told()
    waited(conversation, 4, 4)
    waited(conversation, 4, 9, team=cast.teams.closed)
    said = page(as_employee(cast.lead))
    assert "minder dan 5" in said and "%</b>" not in said
    assert cast.teams.closed.name not in said


def test_only_leads_see_it(cast, as_employee):
    assert as_employee(cast.owner).get(reverse("desk:waits")).status_code == 403


def test_an_empty_house(cast, as_employee):
    assert "Er wachtte nog niemand" in page(as_employee(cast.lead))
