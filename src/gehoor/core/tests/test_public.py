"""The frame of pages for people without an account."""

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory

from gehoor.core import organisation
from gehoor.core.public import personal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    house = organisation.current()
    house.name, house.phone, house.visit = "Gemeente Merelveld", "14 0999", "Marktplein 1"
    house.opening_hours = "Maandag tot en met vrijdag van 9.00 tot 17.00 uur"
    house.save()
    return house


def drawn(**context):
    return render(RequestFactory().get("/"), "core/public.html", context).content.decode()


def test_every_page_tells_how_to_reach_a_human(house):
    page = drawn()

    assert 'href="tel:140999"' in page
    assert house.visit in page
    assert house.opening_hours in page


def test_an_organisation_that_said_nothing_still_leads_to_the_contact_page(db):
    page = drawn()

    assert 'href="/contact/"' in page
    assert "tel:" not in page


def test_a_page_in_a_frame_of_another_site_needs_no_cookie(house):
    page = drawn(framed=True)

    assert "csrfmiddlewaretoken" not in page
    assert 'href="tel:140999"' in page


def test_a_personal_page_is_not_to_be_found_or_kept():
    response = personal(lambda request: HttpResponse())(RequestFactory().get("/"))

    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in drawn(personal=True)
    assert "noindex" not in drawn()
