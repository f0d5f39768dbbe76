"""An answer told by phone, in a chat and by letter: cited there as in a mail, and never an outdated one."""

import pytest

from gehoor.channels.chat import starting
from gehoor.conversations.models import Citation
from gehoor.knowledge import writing
from gehoor.people.models import DigitalAddress
from gehoor.postroom import citing
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def basket():
    """The answer about leaf baskets, in force today."""
    version = writing.begin(by=None, question="Wanneer komt er een bladkorf?", short_answer="In oktober zetten wij de bladkorven neer.")
    writing.publish(version, by=None)
    return version


def changed(version):
    writing.publish(writing.change(version.article, by=None, short_answer="In november."), by=None)


def test_told_by_phone(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    noted = {"action": "save", "choice": f"conversation:{conversation.reference}", "text": "Belt over de bladkorf", "now": "us",
             "cites": citing.line(basket)}

    assert client.post("/channels/phone/", noted).status_code == 302

    cited = Citation.objects.get()
    assert (cited.contact.channel, cited.version) == ("phone", basket)
    assert "met antwoord “Wanneer komt er een bladkorf?”, versie 1" in client.get(f"/desk/conversations/{conversation.reference}/").content.decode()


def test_what_changed_during_a_call_is_said(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    changed(basket)

    held = client.post("/channels/phone/", {
        "action": "save", "choice": f"conversation:{conversation.reference}", "text": "Belt erover", "now": "us", "cites": citing.line(basket),
    })

    assert held.status_code == 422 and "is veranderd terwijl u dit schreef" in held.content.decode()
    assert "Belt erover" in held.content.decode() and citing.line(basket) not in held.content.decode()
    assert not Citation.objects.exists()


def test_told_in_a_chat(cast, as_employee, basket):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Fatima"))
    client, answered = as_employee(cast.owner), f"/channels/chat/{chat.conversation.reference}/answer/"
    said = {"text": "In oktober.", "once": "eenmalig-1", "cites": citing.line(basket)}
    ajax = {"headers": {"Accept": "application/json"}}

    assert client.post(answered, said, **ajax).status_code == 200
    assert Citation.objects.get().contact.channel == "chat"

    changed(basket)
    refused = client.post(answered, said | {"once": "eenmalig-2"}, **ajax)
    assert refused.status_code == 409 and "uw tekst is bewaard" in refused.json()["problem"]
    assert Delivery.objects.count() == 1


def test_told_by_letter(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    DigitalAddress.objects.create(person=conversation.person, kind="postal", value="Lindelaan 12\n1234 AB Merelveld")

    client.post(f"/desk/conversations/{conversation.reference}/reply/", {
        "reply-to": "letter:Lindelaan 12\n1234 AB Merelveld", "reply-text": "In oktober.", "reply-cites": citing.line(basket),
    })

    assert Citation.objects.get().contact.channel == "letter"
