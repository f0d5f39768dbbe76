"""The code of a letter opens the page of its link, and nothing else does."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gehoor.conversations import links
from gehoor.conversations.models import Link
from gehoor.portal import knocking

PAGE = "/gesprek/"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def link(told):
    conversation = told(text="Komt er een korf?")
    return links.issue(conversation, conversation.person)


@pytest.fixture
def resident():
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def test_it_works(resident, link):
    assert resident.get(PAGE).status_code == 200
    answer = resident.post(PAGE, {"code": links.code_of(link)}, follow=True)

    assert "Komt er een korf?" in answer.text and answer.redirect_chain == [(f"/gesprek/{links.token_of(link)}/", 302)]
    assert "sessionid" not in resident.cookies


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} ",
                                   lambda code: code.replace("0", "o").replace("1", "l")])
def test_as_people_type_it(resident, link, typed):
    assert resident.post(PAGE, {"code": typed(links.code_of(link))}).status_code == 302


@pytest.mark.parametrize("typed", ["", "K7P2-9XQM-4TRW", "K7P2-9XQM", "é" * 12, "x" * 500])
def test_a_wrong_code_is_helped(resident, link, typed):
    answer = resident.post(PAGE, {"code": typed})

    assert answer.status_code == 422 and "error" in answer.text and answer["Cache-Control"] == "private, no-store"


def test_guessing_has_to_wait_but_a_right_code_opens(resident, link):
    for _ in range(knocking.MOST + 1):
        answer = resident.post(PAGE, {"code": "K7P2-9XQM-4TRW"})

    assert answer.status_code == 429
    assert resident.post(PAGE, {"code": links.code_of(link)}).status_code == 302


def test_taken_back_or_ended_the_page_says_so(resident, link, cast):
    Link.objects.update(expires_at=timezone.now())
    assert resident.post(PAGE, {"code": links.code_of(link)}, follow=True).status_code == 410
    links.revoke(link, by=cast.owner)
    assert resident.post(PAGE, {"code": links.code_of(link)}, follow=True).status_code == 410


def test_the_database_holds_nothing_that_opens_it(link, settings):
    code, row = links.code_of(link), Link.objects.values().get()

    assert code not in str(row) and code.replace("-", "") not in str(row)
    settings.SECRET_KEY = "another key"
    assert links.code_of(link) == "" and links.typed(code) is None


def test_an_employee_reads_it_out(link, cast, as_employee):
    page = f"/channels/portal/conversations/{link.conversation.reference}/new/"
    made = as_employee(cast.owner).post(page, {"person": link.person_id})

    assert links.code_of(Link.objects.first()) in made.text
