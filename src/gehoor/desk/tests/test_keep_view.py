"""Keeping a search under a name: for oneself, for a team, and back after removing it."""

import pytest

from gehoor.search.models import SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeps(as_employee):
    """Keep a search of an employee as a view; the view."""

    def keep(employee, name="Bladkorven", **asked):
        client = as_employee(employee)
        key = client.post("/desk/search/", asked or {"text": "bladkorf"}).url.rpartition("=")[2]
        client.post("/desk/views/new/", {"s": key, "name": name})
        return SavedView.objects.filter(owner=employee, name=name).last()

    return keep


def rail(client):
    return client.get("/desk/views/rail/").content.decode()


def test_it_works(cast, told, keeps, as_employee):
    conversation = told()
    view = keeps(cast.owner)
    client = as_employee(cast.owner)

    assert "Bladkorven" in rail(client)
    assert '<span class="nav__count">1</span>' in rail(client)
    assert conversation.reference in client.get(f"/desk/views/{view.pk}/", follow=True).content.decode()


def test_others_do_not_see_it(cast, keeps, as_employee):
    view = keeps(cast.owner)
    client = as_employee(cast.mate)

    assert "Bladkorven" not in rail(client)
    for address in (f"/desk/views/{view.pk}/", f"/desk/views/{view.pk}/name/"):
        assert client.get(address).status_code in (404, 405)
    assert client.post(f"/desk/views/{view.pk}/removal/").status_code == 404


def test_a_lead_shares_it_with_a_team_and_each_counts_what_they_may_see(cast, told, keeps, as_employee):
    told(team=cast.teams.closed)
    view = keeps(cast.lead)
    as_employee(cast.lead).post(f"/desk/views/{view.pk}/sharing/", {"team": cast.teams.open.pk})

    client = as_employee(cast.owner)

    assert "Bladkorven" in rail(client) and '<span class="nav__count">0</span>' in rail(client)
    assert client.post(f"/desk/views/{view.pk}/removal/", follow=True).status_code == 200
    assert SavedView.objects.kept().filter(pk=view.pk).exists()  # it is the lead's


@pytest.mark.parametrize("who", ["owner", "lead"])
def test_nobody_shares_with_a_team_that_is_not_theirs(cast, keeps, as_employee, who):
    view = keeps(getattr(cast, who))
    as_employee(getattr(cast, who)).post(f"/desk/views/{view.pk}/sharing/", {"team": cast.teams.closed.pk})

    assert SavedView.objects.get(pk=view.pk).team is None


def test_another_name(cast, keeps, as_employee):
    view = keeps(cast.owner)
    client = as_employee(cast.owner)

    client.post(f"/desk/views/{view.pk}/name/", {"name": " Groen "})
    client.post(f"/desk/views/{view.pk}/name/", {"name": "  "})

    assert SavedView.objects.get(pk=view.pk).name == "Groen"


def test_what_is_removed_can_be_put_back(cast, keeps, as_employee):
    view = keeps(cast.owner)
    client = as_employee(cast.owner)

    page = client.post(f"/desk/views/{view.pk}/removal/", follow=True).content.decode()
    assert "Bladkorven" not in rail(client) and f"/desk/views/{view.pk}/return/" in page

    client.post(f"/desk/views/{view.pk}/return/")
    assert "Bladkorven" in rail(client)


def test_a_name_is_needed_and_the_search_stays(cast, keeps, as_employee):
    assert keeps(cast.owner, name=" ") is None


def test_the_rail_is_cheap_however_many_views(cast, told, keeps, as_employee, django_assert_max_num_queries):
    told()
    for number in range(14):
        keeps(cast.owner, name=f"Lijst {number}", text=f"bladkorf woord{number}", state="open")
    client = as_employee(cast.owner)

    with django_assert_max_num_queries(10):
        assert rail(client).count("nav__link") == 12
