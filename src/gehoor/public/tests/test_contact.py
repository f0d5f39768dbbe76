"""The contact page: every way in at once, for everybody, at any hour."""

import pytest
from django.core.cache import cache

from gehoor.appointments.models import Closing, Opening, Place, Ticket
from gehoor.core import organisation
from gehoor.lines import availability
from gehoor.public.knowledge import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast):
    cache.clear()
    found = organisation.current()
    found.phone, found.visit, found.postal_address = "14 0999", "Marktplein 1", "Postbus 10"
    found.urgent_phone, found.urgent_for = "085 000 09 11", "Een gesprongen waterleiding op straat."
    found.save()
    yield found
    cache.clear()


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_where_somebody_is_free_nobody_waits_long(client, house, clock, cast):
    clock.is_at("2026-11-24T10:00")
    availability.set_state(cast.owner, "chat", availability.State.AVAILABLE)
    shown = text(client.get("/contact/"))
    assert "Wachttijd nu: ongeveer een minuut" in shown[shown.index('id="way-chat"'):]
    assert "Hoe lang u nu wacht, weten wij niet" in shown[:shown.index('id="way-chat"')]  # by phone nobody is


def test_the_page_of_the_chat_tells_where_it_is_sooner_their_turn(client, house, clock, cast):
    clock.is_at("2026-11-24T10:00")
    assert "Eerder aan de beurt" not in text(client.get("/chat/"))
    cache.clear()
    availability.set_state(cast.owner, "phone", availability.State.AVAILABLE)
    page = text(client.get("/chat/"))
    advice = page[page.index("Eerder aan de beurt"):]
    assert "14 0999" in advice[:400] and "ongeveer een minuut" in advice[:400]
    assert page.index("Eerder aan de beurt") < page.index("<form")  # and what they chose stays one click


def test_it_works(client, house, clock):
    clock.is_at("2026-11-24T10:00")
    page = client.get("/contact/")
    shown = text(page)
    assert "Hoe kunnen we u helpen?" in shown and 'href="tel:140999"' in shown
    assert shown.index("Bel ons") < shown.index("Kom langs") < shown.index("Schrijf een brief")
    assert "Vandaag van 8:30 tot 17:00 uur" in shown and "gesloten" not in shown
    assert "085 000 09 11" in shown and 'href="tel:112"' in shown
    assert not page.cookies or set(page.cookies) <= {"csrftoken"}
    assert client.get("/contact").status_code == 301


def test_outside_hours_stands_when_again_and_what_can_be_done_now(client, house, clock, mailbox_of_ours):
    clock.is_at("2026-11-21T22:00")
    shown = text(client.get("/contact/"))
    assert "Wij zijn nu gesloten. U bereikt ons weer maandag 23 november om 8:30 uur." in shown
    assert shown.index("085 000 09 11") < shown.index("Bel ons")
    left = shown[shown.index('class="closed"'):shown.index("</section>")]
    assert "Stuur een e-mail" in left and "Antwoord binnen 1 werkdag" in left


@pytest.fixture
def mailbox_of_ours():
    from gehoor.channels.email.models import Mailbox

    return Mailbox.objects.create(address="gemeente@merelveld.example")


def test_advice_stands_beside_and_takes_nothing_away(client, house, clock, mailbox_of_ours):
    clock.is_at("2026-11-24T10:00")
    plain, advised = (text(client.get(address)) for address in ("/contact/", "/contact/?past=urgent&past=nonsense"))
    assert "Past beter" not in plain and "Past het best" not in plain
    letter = advised[advised.index('id="way-letter"'):]
    assert 'Past beter: <a class="utrecht-link" href="tel:140999">' in letter[:letter.index("</li>")]
    for link in ('href="tel:140999"', 'href="mailto:gemeente@merelveld.example"'):
        assert link in plain and link in advised


def test_no_number_set_up_is_no_dead_end(client, cast, clock):
    cache.clear()
    assert "112" in text(client.get("/contact/"))


def test_a_human_is_one_step_away_from_where_nothing_is(client, house):
    assert 'href="/contact/"' in text(client.get("/formulier/")) and 'href="/contact/"' in text(client.get("/nergens/"))


def test_a_peak_asks_the_database_little(client, house, clock, django_assert_max_num_queries):
    clock.is_at("2026-11-24T10:00")
    with django_assert_max_num_queries(12):
        client.get("/contact/")
    with django_assert_max_num_queries(1):  # for some seconds it is kept for everybody
        client.get("/contact/")


def test_a_counter_tells_its_hours_and_its_wait(client, house, clock, django_assert_max_num_queries, cast):
    clock.is_at("2026-11-24T10:00")
    place = Place.objects.create(name="Bibliotheek", address="Kerkweg 20", directions="Bus 7")
    for day in range(5):
        Opening.objects.create(place=place, kind="walk_in", weekday=day, begins="09:00", ends="12:30")
    for number in range(8):
        Ticket.objects.create(place=place, number=number + 1, day=clock.on("2026-11-23T09:00").date(), state="done", called_by=cast.owner,
                              called_at=clock.on("2026-11-24T09:00"), ended_at=clock.on("2026-11-24T09:10"))
    Ticket.objects.create(place=place, number=9, state="called", called_by=cast.owner, called_at=clock.on("2026-11-24T09:55"))
    shelf.is_empty()  # once a minute, over all visitors
    with django_assert_max_num_queries(14):  # once every few seconds, over all visitors
        shown = text(client.get("/contact/"))
    row = shown[shown.index(f'id="way-counter-{place.pk}"'):]
    assert "Kom langs: Bibliotheek" in row and "Vandaag van 9:00 tot 12:30 uur" in row and "Bus 7" in row
    assert "Wachttijd nu: ongeveer" in row[:row.index("</li>")]

    Closing.objects.create(place=place, first_day="2026-11-24", last_day="2026-11-25", reason="Verbouwing")
    cache.clear()
    shown = text(client.get("/contact/"))
    row = shown[shown.index(f'id="way-counter-{place.pk}"'):]
    assert "Weer open: donderdag 26 november om 9:00 uur" in row[:row.index("</li>")]


@pytest.fixture
def team_day(cast, as_employee, clock):
    """Adds a day of its own to a team, as an administrator does."""
    clock.is_at("2026-11-20T10:00")

    def add(team, times="8:30-12:00"):
        day = {"date": "2026-11-24", "name": "Teamdag", "kind": "hours", "times": times}
        assert as_employee(cast.admin).post(f"/administration/opening/days/?team={team.pk}", day).status_code == 302
        cache.clear()

    return add


def test_the_hours_are_of_the_team_that_gets_what_is_for_nobody_else(client, house, clock, cast, team_day):
    team_day(cast.teams.other)
    clock.is_at("2026-11-24T14:00")
    assert "Teamdag" not in text(client.get("/contact/")) and "nu gesloten" not in text(client.get("/chat/"))

    team_day(cast.teams.open)
    clock.is_at("2026-11-24T14:00")
    shown = text(client.get("/contact/"))
    for way in ("phone", "counter", "chat"):
        row = shown[shown.index(f'id="way-{way}"'):]
        assert "Vandaag van 8:30 tot 12:00 uur (Teamdag)" in row[:row.index("</li>")]
    assert "U bereikt ons weer morgen om 8:30 uur" in shown and "nu gesloten" in text(client.get("/contact/paneel/"))
    assert "De chat gaat morgen om 8:30 uur open" in text(client.get("/chat/"))
    assert "woensdag 25 november om 08:30 uur" in text(client.get("/bel-mij/"))


def test_before_a_break_it_is_said_that_we_close(client, house, clock, cast, team_day):
    team_day(cast.teams.open, "8:30-12:00, 12:00-12:30, 14:00-17:00")
    said = "We sluiten om 12:30 uur"
    for at, is_said in (("11:59:30", False), ("12:29:30", True), ("15:00", False)):
        clock.is_at(f"2026-11-24T{at}")
        availability.set_state(cast.owner, "chat", availability.State.AVAILABLE)
        cache.clear()
        shown = text(client.get("/contact/"))
        assert (said in shown[shown.index('id="way-chat"'):]) == (said in text(client.get("/chat/"))) == is_said
