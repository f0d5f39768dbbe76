"""The key for a quiet moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_it_works(cast, told, as_employee):
    conversation = told(at=timezone.now() - timedelta(days=3))
    told(address="later@voorbeeld.example")

    page = as_employee(cast.owner).post("/desk/next/", follow=True)

    assert page.redirect_chain[0][0] == f"/desk/conversations/{conversation.reference}/"
    assert "3\xa0dagen" in page.content.decode()


def test_on_from_where_one_is(cast, told, as_employee):
    first, second = told(at=timezone.now() - timedelta(days=3)), told(address="later@voorbeeld.example")

    assert as_employee(cast.owner).post("/desk/next/", {"from": first.reference}).url.endswith(f"{second.reference}/")


def test_nothing_to_do(cast, as_employee):
    assert "Niets te doen" in as_employee(cast.owner).post("/desk/next/").content.decode()
    assert as_employee(cast.owner).get("/desk/next/").status_code == 200
    assert as_employee(cast.owner).post("/desk/next/", {"from": "onzin" * 40}).status_code == 200


def test_it_is_cheap(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(6):
        told(address=f"bewoner{number}@voorbeeld.example")
    client = as_employee(cast.owner)
    with django_assert_max_num_queries(24):  # a deed: its transactions count too
        client.post("/desk/next/")
