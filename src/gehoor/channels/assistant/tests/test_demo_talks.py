"""What people of Merelveld asked the computer: something of everything, with a page of figures and a timeline that show it."""

import pytest
from django.urls import reverse

from gehoor.assistant import measuring
from gehoor.assistant.models import Talk
from gehoor.conversations.models import Contact
from gehoor.demo import knowledge, talks
from gehoor.knowledge.models import Remark, Unanswered
from gehoor.promises.models import Promise
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def merelveld():
    for name, role in (("joost", "editor"), ("saskia", "lead"), ("noor", "employee"), ("bram", "employee")):
        Employee.objects.create_user(name, role=role)
    knowledge.tell()
    talks.tell()


def test_the_figures_show_something_of_everything(client):
    total = measuring.Figures()
    for _week, _subjects, figures in measuring.rows(4):
        total.add(figures)

    assert (total.asked, total.right, total.wrong, total.suggested, total.chosen) == (12, 3, 2, 4, 3)
    assert (total.abstained, total.handed_over, total.solved) == (3, 1, 5)
    assert Remark.objects.filter(door="assistant", helped=False).count() == 2
    assert Unanswered.objects.filter(door="assistant").count() >= 3
    assert client.get(reverse("answers:measured")).status_code == 200


def test_one_went_on_with_a_human():
    talk = Talk.objects.exclude(conversation=None).get()
    told = Contact.objects.get(conversation=talk.conversation, citations__isnull=False)

    assert talk.ended == Talk.Ended.PROMISED and talk.reason == "unsure"
    assert told.automatic == Contact.COMPUTER and "Bron: Komt er een bladkorf in mijn straat?" in told.messages.get().text
    assert Promise.objects.get(conversation=talk.conversation).kind == "answer"
