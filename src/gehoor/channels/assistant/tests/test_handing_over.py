"""From the computer to a human: nobody tells it again, the assistant is silent, and there is always a way on."""

from itertools import pairwise

import pytest
from django.urls import reverse

from gehoor.assistant import keys, talking
from gehoor.assistant.models import Talk
from gehoor.conversations.models import Contact, Conversation, Direction, Hurdle
from gehoor.lines.models import Turn as Place
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
BEFORE, DAY, NIGHT, LATER = "2026-11-18 09:55", "2026-11-18 10:00", "2026-11-18 23:00", "2026-11-18 23:05"  # a Wednesday


def url(talk, name="talk"):
    return reverse(f"talk:{name}", args=[keys.of(talk)])


def words(conversation):
    contacts = conversation.contacts.exclude(direction=Direction.INTERNAL).order_by("at", "pk").prefetch_related("messages")
    return [(one.channel, one.direction, one.automatic, one.messages.get().text.split("\n")[0]) for one in contacts]


@pytest.fixture
def asked(article, replies, begun, clock):
    """A talk of one answer, by day, and the version that was told."""
    clock.is_at(BEFORE)
    version = article()
    replies("answer", [version])
    talk, _turn = begun(came_from="https://merelveld.example/paspoort")
    clock.is_at(DAY)
    return talk, version


def test_it_works(client, asked):
    talk, version = asked
    chat = client.post(url(talk, "human"), {"way": "live"})

    conversation = Conversation.objects.get()
    assert words(conversation) == [
        ("assistant", "in", "", "Wat kost een paspoort?"), ("assistant", "out", "computer", "Een paspoort kost 75 euro."),
        ("chat", "in", "", "Ik wil een mens spreken."),
    ]
    assert conversation.contacts.get(automatic="computer").citations.get().version == version
    assert conversation.subject == "Wat kost een paspoort?" and Place.objects.get().conversation == conversation
    assert Hurdle.objects.get(kind="bot_turn").amount == 1 and conversation.waits.count() == 1
    talk.refresh_from_db()
    assert (talk.ended, talk.reason, talk.conversation) == (Talk.Ended.HANDED_OVER, "asked", conversation)
    assert "75 euro" in client.get(chat.url).content.decode()


def test_twice_is_once(client, asked):
    talk, _version = asked
    first, second = (client.post(url(talk, "human"), {"way": "live"}).url for _time in (1, 2))

    assert first == second and Conversation.objects.count() == 1


def test_the_assistant_is_silent_from_then_on(client, asked):
    talk, _version = asked
    chat = client.post(url(talk, "human"), {"way": "live"}).url
    later = client.post(url(talk), {"question": "En nu?", "once": "eenmalig-1"})

    assert later.url == chat and client.get(url(talk)).url == chat
    assert talk.turns.count() == 1
    client.post(reverse("talk:helped", args=[keys.of(talk), 1]), {"helped": "no"})
    assert talk.turns.get().helped is None


@pytest.mark.parametrize("reason", ["wish", "distress", "complaint", "delicate"])
def test_some_words_bring_a_human_in_at_once(client, asked, replies, reason):
    talk, _version = asked
    replies("handover", reason=reason)
    response = client.post(url(talk), {"question": "Ik wil iemand spreken", "once": "eenmalig-1"})

    assert response.url.startswith("/chat/")
    assert words(Conversation.objects.get())[-1] == ("chat", "in", "", "Ik wil iemand spreken")
    assert ('id="urgent"' in client.get(response.url).content.decode()) == (reason == "distress")


def test_in_need_the_line_to_call_stands_first(client, asked, replies, clock):
    talk, _version = asked
    replies("handover", reason="distress", line="Denkt u aan zelfmoord? Bel 113 of 0800-0113, of chat op 113.nl.")
    chat = client.post(url(talk), {"question": "Ik wil dood", "once": "eenmalig-1"}).url
    clock.is_at(NIGHT)
    other = talking.begin(talking.Begun("Ik wil dood", "vraagpagina-2"))
    talking.answer(other.turns.select_related("talk").get(number=1))

    for place, below in ((chat, "<h1"), (url(other), 'id="to-human"')):
        page = client.get(place).content.decode()
        assert page.count('href="tel:113"') == 1 and page.count('href="tel:0800-0113"') == 1 and "op 113.nl." in page
        assert page.index('href="tel:113"') < page.index(below, page.index("<main"))


def test_the_employee_sees_the_story_and_why(client, asked, cast):
    talk, _version = asked
    client.post(url(talk, "human"), {"way": "live"})
    client.force_login(cast.owner)
    page = client.get(reverse("desk:conversation", args=[Conversation.objects.get().reference]), headers={"Accept-Language": "nl"}).content.decode()

    assert "Computer" in page and "Een paspoort kost 75 euro." in page
    assert "Van de computer naar een mens: ze kozen een mens" in page and "1 beurt met een robot" in page
    assert "https://merelveld.example/paspoort" in page


def test_at_night_it_becomes_a_message_with_a_promise(client, asked, clock, replies):
    talk, _version = asked
    clock.is_at(NIGHT)
    replies("handover", reason="unsure")
    client.post(url(talk), {"question": "En als ik in Suriname woon?", "once": "eenmalig-1"})
    page = client.get(url(talk)).content.decode()
    assert 'id="urgent"' in page and 'value="message"' in page and "En als ik in Suriname woon?" in page

    clock.is_at(LATER)
    assert client.post(url(talk, "human"), {"way": "live"}).url == url(talk, "human")
    left = {"way": "message", "question": "En als ik in Suriname woon?", "name": "Fatima", "mail": "fatima@voorbeeld.example"}
    response = client.post(url(talk, "human"), left)

    conversation = Conversation.objects.get()
    told = words(conversation)
    assert told[0][3] == "Wat kost een paspoort?" and told[2] == ("assistant", "in", "", "En als ik in Suriname woon?")
    assert [row[3] for row in told].count("En als ik in Suriname woon?") == 1  # what they left as they had asked it
    assert Promise.objects.get().kind == "answer" and conversation.person.name == "Fatima"
    mail = Delivery.objects.get(channel="email", address="fatima@voorbeeld.example").message.text.splitlines()
    assert all(line != after for line, after in pairwise(mail) if line)  # the organisation signs once
    assert "75 euro" in client.get(response.url).content.decode() and client.get(url(talk)).url == response.url


def test_at_night_they_can_be_called(client, asked, clock):
    talk, _version = asked
    clock.is_at(NIGHT)
    moment = client.get(url(talk, "human")).context["human_form"].fields["moment"].choices[0][0]
    left = {"way": "call", "question": "Bel mij over mijn paspoort", "phone": "06 12 34 56 78", "moment": moment}
    client.post(url(talk, "human"), left)

    assert Promise.objects.get().kind == "call_back" and Conversation.objects.get().contacts.filter(channel="assistant").count() >= 3


def test_a_bad_number_is_said_and_nothing_is_lost(client, asked):
    talk, _version = asked
    response = client.post(url(talk, "human"), {"way": "call", "question": "Mijn lange vraag", "phone": "geen nummer"})

    assert response.status_code == 422 and "Mijn lange vraag" in response.content.decode() and not Conversation.objects.exists()


def test_a_typed_address_joins_nobody(client, asked, told):
    known = told(address="fatima@voorbeeld.example").person
    talk, _version = asked
    client.post(url(talk, "human"), {"way": "message", "question": "Wat weet u van mij?", "name": str(known), "mail": "fatima@voorbeeld.example"})

    other = Conversation.objects.exclude(person=known).get()
    assert str(known) in other.messages.get(text="Wat weet u van mij?").notice and Person.objects.count() == 2


def test_a_talk_with_a_human_is_one_contact_on_the_clock(client, asked):
    talk, _version = asked
    client.post(url(talk, "human"), {"way": "live"})
    conversation = Conversation.objects.get()

    assert conversation.waits.get().channel == "chat"
    assert not Contact.objects.filter(automatic="computer", direction=Direction.IN).exists()
