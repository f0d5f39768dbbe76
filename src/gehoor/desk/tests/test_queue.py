"""The work list: oldest wait first, only what one may see, cheap however long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import WaitingFor
from gehoor.desk import rail
from gehoor.queues import routing

pytestmark = pytest.mark.django_db


def test_it_works(cast, told, as_employee):
    told(name="Later", address="later@voorbeeld.example")
    told(name="Eerder", address="eerder@voorbeeld.example", at=timezone.now() - timedelta(days=2))

    page = as_employee(cast.owner).get("/desk/queue/team/").content.decode()

    assert page.index("Eerder") < page.index("Later")
    assert "Komt er dit jaar een bladkorf" in page


def test_a_long_message_is_cut_after_a_whole_word(cast, told, as_employee):
    told(text="Lindelaan " * 40)

    page = as_employee(cast.owner).get("/desk/queue/team/").content.decode()

    assert "Lindelaan …" in page and "Lindelaan L …" not in page


def test_home_is_the_work_list(cast, as_employee):
    assert as_employee(cast.owner).get("/desk/").url == "/desk/queue/team/"


def test_who_handles_nothing_starts_elsewhere(cast, as_employee):
    assert not as_employee(cast.admin).get("/desk/").url.startswith("/desk/")


def test_closed_team_is_not_in_it(cast, told, as_employee):
    told(team=cast.teams.closed, subject="Betalingsregeling")

    assert "Betalingsregeling" not in as_employee(cast.outsider).get("/desk/queue/team/").content.decode()
    assert "Betalingsregeling" in as_employee(cast.insider).get("/desk/queue/team/").content.decode()


def test_mine_waiting_and_closed(cast, told, as_employee):
    mine, waiting, closed = (told(subject=f"Vraag {word}", address=f"{word}@voorbeeld.example")
                             for word in ("mijn", "wacht", "klaar"))
    routing.assign(mine, cast.owner, by=cast.mate)
    waiting.wait_for(WaitingFor.PERSON, by=cast.mate)
    closed.close(by=cast.mate, solved=True)
    client = as_employee(cast.owner)

    for view, subject in (("mine", "Vraag mijn"), ("waiting", "Vraag wacht"), ("closed", "Vraag klaar")):
        listed = client.get(f"/desk/queue/{view}/list/").content.decode()
        assert [word for word in ("mijn", "wacht", "klaar") if f"Vraag {word}" in listed] == [subject.split()[1]]


@pytest.mark.parametrize("view", ["team", "mine", "waiting", "closed"])
def test_empty_says_what_comes_here(cast, as_employee, view):
    assert 'class="empty' in as_employee(cast.owner).get(f"/desk/queue/{view}/").content.decode()


def test_unknown_view_is_not_there(cast, as_employee):
    assert as_employee(cast.owner).get("/desk/queue/alles/").status_code == 404


def test_a_full_page_is_cheap(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(55):
        told(address=f"bewoner{number}@voorbeeld.example")
    client = as_employee(cast.owner)

    with django_assert_max_num_queries(12):
        page = client.get("/desk/queue/team/")

    assert page.content.decode().count('class="item ') == 50
    assert client.get("/desk/queue/team/?page=2").content.decode().count('class="item ') == 5


def test_counts_in_the_rail(cast, told, as_employee):
    told(), told(address="ander@voorbeeld.example")

    assert '<span class="nav__count">2</span>' in as_employee(cast.owner).get("/desk/rail/?current=team").content.decode()


def test_every_key_of_the_rail_leads_to_one_place(cast):
    shown = rail.links(cast.lead)
    keys = [link.key for link in (*shown["work"], *shown["care"]) if link.key]

    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))
