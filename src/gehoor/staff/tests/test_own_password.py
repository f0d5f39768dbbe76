"""A given password has been seen by someone else: the first thing to do with it is to choose one's own."""

import pytest
from django.test import Client

from gehoor.staff import employment
from gehoor.staff.models import Employee

OWN = "een heel eigen woord"


@pytest.fixture
def hired(cast):
    """A new employee, and the password that the administrator read out."""
    employee = Employee(username="nieuw", first_name="Nina")
    return employee, employment.hire(employee, [cast.teams.open], by=cast.admin)


def log_in(password):
    client = Client(headers={"accept-language": "en"})
    client.post("/account/login/", {"login": "nieuw", "password": password})
    return client


def choose(client, old, new=OWN):
    return client.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})


def test_it_works(hired):
    employee, given = hired
    client = log_in(given)
    page = client.get("/desk/", follow=True)

    assert page.redirect_chain[-1][0] == "/account/password/change/" and "Choose a password of your own" in page.text
    assert choose(client, given).status_code == 302
    assert client.get("/desk/", follow=True).redirect_chain[-1][0].startswith("/desk/queue/")
    assert log_in(OWN).get("/desk/").status_code == 302 and not Employee.objects.get(pk=employee.pk).must_change_password


def test_nothing_else_can_be_done_before(hired):
    client = log_in(hired[1])

    assert client.post("/desk/search/", {"q": "x"}).status_code == 403
    assert client.get("/desk/rail/", headers={"hx-request": "true"}).status_code == 403
    assert client.get("/account/logout/").status_code == 200


def test_a_poor_choice_is_told_and_changes_nothing(hired):
    client = log_in(hired[1])

    assert choose(client, hired[1], "kort").status_code == 200
    assert choose(client, hired[1], hired[1]).status_code == 200, "the given one is not one's own"
    assert client.get("/desk/").url == "/account/password/change/"


def test_a_new_password_from_the_administrator_asks_again(cast, hired):
    employee, given = hired
    choose(log_in(given), given)
    again = employment.give_password(Employee.objects.get(pk=employee.pk), by=cast.admin)

    assert log_in(again).get("/desk/").url == "/account/password/change/"


def test_who_has_chosen_is_left_alone(cast, as_employee):
    assert as_employee(cast.owner).get("/desk/").url.startswith("/desk/queue/")


def test_the_log_in_page_is_ready_to_type_in_and_helps_once(db):
    page = Client(headers={"accept-language": "en"}).get("/account/login/").text

    assert page.count("autofocus") == 1 and page.lower().count("forgot") == 2, "its address, and the words"
    assert page.index('name="password"') < page.index("forgotten")
