"""What a person reads about their complaint on their own page."""

import pytest
from django.test import Client

from gehoor.complaints import extending, handling, opening
from gehoor.conversations import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(cast, told):
    return opening.open_one(told(), about="Bladkorf te laat", by=cast.owner, handler=cast.owner, wish="Een excuus", about_employee=cast.mate)


def read(complaint):
    link = links.issue(complaint.conversation, complaint.conversation.person)
    return Client().get(links.url_of(link)).content.decode()


def test_it_works(complaint):
    page = read(complaint)

    for words in ("Uw klacht", "Bladkorf te laat", "Een excuus", "Bram"):
        assert words in page
    assert "belt u eerst" in page and page.count("Wat er nu gebeurt") == 1
    assert "Noor" not in page, "whom it is about is nobody else's"


def test_it_takes_longer(cast, complaint):
    extending.extend(complaint, by=cast.owner, reason="Verslag")
    assert "Het duurt langer dan wij zeiden" in read(complaint)


def test_the_outcome_only_once_it_is_told(cast, complaint):
    handling.write_outcome(complaint, by=cast.owner, went_wrong="Te laat", why="Planning", changes="We bellen", admitted="yes", judgement="founded",
                           parts=[{"about": "Te laat", "judgement": "founded"}])
    assert "Planning" not in read(complaint)

    handling.conclude(complaint, by=cast.owner, letter="Zo liep het af.")

    page = read(complaint)
    assert "Planning" in page and "We bellen" in page and "Nationale ombudsman" in page
    assert "Dit had niet mogen gebeuren" in page, "admitting stands in the letter and here alike"


def test_no_complaint_no_section(told):
    conversation = told()
    link = links.issue(conversation, conversation.person)
    assert "Uw klacht" not in Client().get(links.url_of(link)).content.decode()
