"""Filling in a form without an account and without scripts, until it stands in a team's work list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.channels.webform.models import Filling, Form, KeptFile
from gehoor.channels.webform.tasks import forget_unsent_forms
from gehoor.conversations.models import Contact, Conversation
from gehoor.core import organisation
from gehoor.people.models import DigitalAddress
from gehoor.postroom.models import Arrival

from .conftest import GOOD, PNG, Visitor, file

pytestmark = pytest.mark.django_db


def test_it_works(visitor, cast):
    response = visitor.send({**GOOD, "q5": "Samira Bouzid", "q6": "Samira@Post.example", "q4": file()})
    visitor.follow(response)

    contact = Contact.objects.get(channel="webform")
    message = contact.messages.get()
    assert response.status_code == 302
    assert contact.conversation.team == cast.teams.other
    assert contact.conversation.subject == "Melding openbare ruimte"
    assert contact.person.name == "Samira Bouzid"
    assert contact.address == "samira@post.example"
    assert ["Waar is het?", "Lindelaan 22"] in message.facts
    assert "Lindelaan 22" in message.text
    attachment = message.attachments.get()
    assert (attachment.name, attachment.content_type, bytes(attachment.blob.content)) == ("foto.png", "image/png", PNG)
    assert contact.conversation.reference in visitor.text
    assert "Lindelaan 22" in visitor.text


def test_what_is_wrong_is_told_on_top_and_beside_the_box_and_nothing_is_lost(visitor):
    response = visitor.send({"q1": "Verlichting", "q3": "Lindelaan 22", "q6": "geen adres", "q4": file()})

    assert response.status_code == 422
    assert 'href="#id_q2"' in visitor.text
    assert 'href="#id_q6"' in visitor.text
    assert "autofocus" in visitor.text
    assert 'id="id_q6_error"' in visitor.text
    assert 'value="Lindelaan 22"' in visitor.text
    assert 'value="geen adres"' in visitor.text
    assert "foto.png" in visitor.text
    assert not Arrival.objects.exists()
    visitor.send({"q1": "Verlichting", "q2": "4417", "q3": "Lindelaan 22"})
    assert Contact.objects.get().messages.get().attachments.get().name == "foto.png"


def test_a_question_that_is_not_asked_is_neither_needed_nor_kept(visitor):
    visitor.send({**GOOD, "q2": "in de weg"})

    assert [label for label, _answer in Contact.objects.get().messages.get().facts] == ["Waar gaat het over?", "Waar is het?"]


def test_a_kept_file_can_be_taken_away(visitor):
    visitor.send({"q1": "Afval", "q4": file()})
    response = visitor.send({"q1": "Afval"}, action="", remove=str(KeptFile.objects.get().pk))

    assert response.status_code == 200
    assert not KeptFile.objects.exists()
    visitor.send()
    assert not Contact.objects.get().messages.get().attachments.exists()


def test_pressing_twice_is_sending_once(visitor):
    visitor.think()
    first, second = visitor.send(waits=False), visitor.send(waits=False)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Contact.objects.count() == 1
    assert Arrival.objects.get().deliveries == 2


def test_going_back_and_sending_something_else_adds_to_the_same_conversation(visitor):
    visitor.send()
    visitor.send({**GOOD, "q3": "Lindelaan 24"})

    assert Conversation.objects.count() == 1
    assert Contact.objects.count() == 2


def test_saved_for_later_it_goes_on_in_another_browser(visitor, form):
    visitor.send({"q1": "Verlichting", "q4": file()}, action="save")
    link = visitor.text.split("/formulier/verder/")[1].split("/")[0]
    later = Visitor(form, path=f"/formulier/verder/{link}/")
    later.path = "/formulier/melding/"

    assert "checked" in later.text
    assert "foto.png" in later.text
    assert link not in str(Filling.objects.values().get())
    later.send({"q1": "Verlichting", "q2": "4417", "q3": "Lindelaan 22"}, waits=False)
    assert Contact.objects.get().messages.get().attachments.get().name == "foto.png"
    assert "already" in later.client.get(f"/formulier/verder/{link}/", headers={"Accept-Language": "en"}).content.decode()


def test_what_was_saved_goes_when_its_time_is_over(visitor):
    visitor.send({"q1": "Afval", "q4": file()}, action="save")
    link = visitor.text.split("/formulier/verder/")[1].split("/")[0]
    Filling.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert visitor.client.get(f"/formulier/verder/{link}/").status_code == 404
    forget_unsent_forms(0)
    assert not KeptFile.objects.exists()


def test_the_version_that_was_open_counts(visitor, form, cast):
    form.remove("q3", by=cast.editor)
    form.publish(by=cast.editor)
    visitor.send()

    assert ["Waar is het?", "Lindelaan 22"] in Contact.objects.get().messages.get().facts


def test_whoever_had_begun_can_still_send_after_it_closed(visitor, form, cast):
    form.switch(False, by=cast.editor)
    visitor.send()

    assert Contact.objects.count() == 1
    assert "name=\"page\"" not in Visitor(form).text


def test_a_page_that_was_open_for_too_long_keeps_what_was_typed(visitor):
    visitor.page = "not-ours"
    response = visitor.send(waits=False)

    assert response.status_code == 422
    assert "Lindelaan 22" in visitor.text
    assert visitor.send().status_code == 302


def test_nobody_gets_into_the_story_of_whose_address_was_typed(visitor, told):
    story = told(address="samira@post.example", name="Samira Bouzid")
    visitor.send({**GOOD, "q5": "Iemand Anders", "q6": "samira@post.example", "q7": "06 12345678"})

    contact = Contact.objects.get(channel="webform")
    assert contact.conversation != story
    assert contact.person == story.person
    assert "Iemand Anders" in contact.messages.get().notice
    assert not DigitalAddress.objects.filter(kind="phone").exists()


def test_an_answer_goes_to_the_address_that_was_filled_in(visitor, told):
    from gehoor.desk import composing

    told(address="samira@post.example", name="Samira Bouzid").person.addresses.create(kind="email", value="samira@werk.example")
    visitor.send({**GOOD, "q6": "samira@werk.example"})

    found = Conversation.objects.annotate(**composing.facts()).get(contacts__channel="webform")
    assert composing.of(found)[0].address == "samira@werk.example"


def test_a_page_takes_few_queries(form, client, django_assert_max_num_queries):
    organisation.current()
    with django_assert_max_num_queries(4):
        client.get("/formulier/melding/")


def test_without_a_name_or_address_it_is_somebody_unknown(visitor):
    visitor.send()

    person = Contact.objects.get().person
    assert (person.name, person.addresses.count()) == ("", 0)


def test_a_link_from_a_conversation_adds_to_it(form, told):
    from gehoor.channels.webform.page_token import for_conversation

    story = told()
    visitor = Visitor(form, path=f"/formulier/melding/?gesprek={for_conversation(story)}")
    visitor.send()

    assert Contact.objects.get(channel="webform").conversation == story


@pytest.mark.parametrize("change", [{"is_open": False}, {"opens_on": "2999-01-01"}, {"closes_on": "2020-01-01"}])
def test_a_closed_form_takes_nothing_in(form, change):
    Form.objects.update(**change)
    visitor = Visitor(form)

    assert "Melding openbare ruimte" in visitor.text
    assert 'name="page"' not in visitor.text
    visitor.read(visitor.client.post(visitor.path, {"page": "x", "action": "send", **GOOD}))
    assert "Lindelaan 22" in visitor.text
    assert not Arrival.objects.exists()


def test_a_form_that_was_never_published_is_not_there(form, client):
    Form.objects.update(version=None)

    assert client.get("/formulier/melding/").status_code == 404
    assert "Melding" not in client.get("/formulier/").content.decode()
