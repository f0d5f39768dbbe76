"""A form for complaints: a complaint at once, with a receipt that says who, what and by when."""

import pytest

from gehoor.channels.webform.definition import Definition, Question
from gehoor.channels.webform.models import Form
from gehoor.complaints.models import Complaint, ComplaintRules
from gehoor.conversations.models import Contact
from gehoor.postroom.announce import announce
from gehoor.postroom.models import Delivery

from .conftest import Visitor

pytestmark = pytest.mark.django_db
COMPLAIN = Definition(title="Klacht indienen", questions=(
    Question("q1", "text", "Waar gaat het over?", required=True), Question("q2", "long", "Wat is er gebeurd?", required=True),
    Question("q3", "long", "Wat wilt u?"), Question("q4", "name", "Uw naam"), Question("q5", "email", "Uw e-mailadres"),
))
ANSWERS = {"q1": "Bladkorf te laat", "q2": "Drie weken gewacht.", "q3": "Een excuus", "q5": "samira@post.example"}


@pytest.fixture
def complain(cast):
    def send(is_for_complaints=True, **answers):
        form = Form.objects.create(slug="klacht", team=cast.teams.other, is_for_complaints=is_for_complaints, draft={**COMPLAIN.as_json(), "last_key": 5})
        form.publish(by=cast.editor)
        visitor = Visitor(form)
        visitor.follow(visitor.send({**ANSWERS, **answers}))
        return visitor

    return send


def test_it_works(complain):
    visitor = complain()
    made = Complaint.objects.get()
    contact = Contact.objects.get(channel="webform")
    announce(contact.pk)
    announce(contact.pk)

    assert (made.about, made.wish, made.came_by, made.handler) == ("Bladkorf te laat", "Een excuus", "webform", None)
    receipt = Delivery.objects.get(acknowledges=contact)
    for words in ("Drie weken gewacht.", made.conversation.reference, "klacht ontvangen"):
        assert words in receipt.message.text + receipt.message.subject
    made.refresh_from_db()
    assert made.receipt_sent_at
    assert "Een collega belt u eerst" in visitor.text and made.conversation.reference in visitor.text


def test_without_an_address_the_receipt_is_on_the_page_and_still_to_be_sent(complain):
    visitor = complain(q5="")

    announce(Contact.objects.get(channel="webform").pk)

    assert Complaint.objects.get().receipt_sent_at is None
    assert Complaint.objects.get().conversation.reference in visitor.text


def test_it_goes_to_the_complaints_team(cast, complain):
    ComplaintRules.objects.create(team=cast.teams.closed)
    complain()
    assert Complaint.objects.get().conversation.team == cast.teams.closed


def test_another_form_makes_no_complaint(complain):
    complain(is_for_complaints=False)
    assert not Complaint.objects.exists()
