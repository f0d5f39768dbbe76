"""An employee sends somebody to a form out of a conversation; what is filled in lands in that conversation."""

import re
from urllib.parse import urlsplit

import pytest

from gehoor.channels.webform.models import Form
from gehoor.conversations import threading
from gehoor.conversations.models import Contact
from gehoor.postroom import drafts
from gehoor.postroom.models import Draft

from .conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(told):
    return told()


@pytest.fixture
def put(as_employee, cast, story):
    """Put the link in the answer of `owner`: returns the page that comes then."""

    def post(form="melding"):
        return as_employee(cast.owner).post(
            f"/desk/conversations/{story.reference}/forms/answer/", {"form": form}, headers={"accept-language": "en"}, follow=True
        )

    return post


def follow(text, form) -> Visitor:
    """Whoever follows the link in this text."""
    [link] = re.findall(r"https?://\S+", text)
    address = urlsplit(link)
    return Visitor(form, path=f"{address.path}?{address.query}")


def test_it_works(as_employee, cast, story, form, put):
    listed = as_employee(cast.owner).get(f"/desk/conversations/{story.reference}/forms/").text
    assert "Melding openbare ruimte" in listed and "Meld wat er mis is op straat." in listed
    drafts.save(drafts.Place(cast.owner, Draft.Kind.REPLY, story), {"text": "Beste mevrouw,"})
    page = put()

    assert page.redirect_chain[-1][0].endswith("write=reply#write") and "stands in your answer" in page.text
    draft = Draft.objects.get()
    assert draft.text.startswith("Beste mevrouw,\n\nMelding openbare ruimte:\nhttp") and draft.text in page.text
    visitor = follow(draft.text, form)
    assert story.reference in visitor.text and "Bladkorf" not in visitor.text
    visitor.send(waits=False)  # whoever has the link is no robot, however quick they are
    contact = Contact.objects.get(channel="webform")
    assert (contact.conversation, contact.person) == (story, story.person)


def test_after_joining_it_lands_where_it_is_told_further(cast, told, story, form, put):
    put()
    into = told(text="Dezelfde vraag")
    threading.join(story, into, by=cast.owner)
    visitor = follow(Draft.objects.get().text, form)

    assert into.reference in visitor.text
    visitor.send()
    assert Contact.objects.get(channel="webform").conversation == into


@pytest.mark.parametrize("wanted", ["", "nergens", "x" * 5000])
def test_a_form_that_is_not_open_changes_nothing(form, put, wanted):
    assert "not open any more" in put(wanted).text
    assert not Draft.objects.exists()


def test_only_what_is_open_today_is_offered(as_employee, cast, story, form, put):
    Form.objects.update(is_open=False)

    assert "Melding" not in as_employee(cast.owner).get(f"/desk/conversations/{story.reference}/forms/").text
    assert "not open any more" in put().text


def test_an_answer_that_becomes_too_long_stays_as_it_is(cast, story, form, put):
    place = drafts.Place(cast.owner, Draft.Kind.REPLY, story)
    drafts.save(place, {"text": "a" * drafts.LONGEST["text"]})

    assert "Nothing was changed" in put().text
    assert place.drafts().get().text == "a" * drafts.LONGEST["text"]


def test_not_from_a_conversation_that_one_may_not_see(as_employee, cast, told, form):
    hidden = told(team=cast.teams.closed)

    assert as_employee(cast.outsider).get(f"/desk/conversations/{hidden.reference}/forms/").status_code == 404
    assert as_employee(cast.outsider).post(f"/desk/conversations/{hidden.reference}/forms/answer/", {"form": "melding"}).status_code == 404
    assert not Draft.objects.exists()
