"""Chatting without an account: nothing is lost, nothing is doubled, and nobody is taken for somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from gehoor.channels.chat import starting, talking
from gehoor.channels.chat.models import Chat
from gehoor.conversations.models import Contact, Conversation, WaitingFor
from gehoor.core.models import Event
from gehoor.people.models import DigitalAddress, Person
from gehoor.postroom.models import Delivery
from gehoor.queues.models import Repeat
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def chat(cast):
    return starting.start(starting.Asked("Wanneer komt de bladkorf?\nIk woon in de Lindelaan.", "startpagina-1", "Fatima"))


@pytest.fixture
def url(chat):
    return reverse("chat_public:chat", args=[starting.key_of(chat)])


def say(client, url, text, once, **more):
    return client.post(url, {"text": text, "once": once, **more}, **JSON)


def test_it_works(client, cast):
    asked = {"question": "Wanneer komt de bladkorf?", "page": "startpagina-2", "name": "Fatima", "mail": "", "phone": ""}
    response = client.post(reverse("chat_public:start"), asked)
    page = client.get(response.url)

    assert "Wanneer komt de bladkorf?" in page.content.decode()
    conversation = Conversation.objects.get()
    assert (conversation.team, conversation.subject) == (cast.teams.open, "Wanneer komt de bladkorf?")
    assert (conversation.person.name, conversation.waiting_for) == ("Fatima", WaitingFor.US)


def test_the_same_start_page_twice_is_one_chat(client, cast):
    asked = {"question": "Wanneer?", "page": "startpagina-3"}
    first, second = (client.post(reverse("chat_public:start"), asked).url for _time in (1, 2))

    assert first == second
    assert Chat.objects.count() == Conversation.objects.count() == 1


def test_a_message_sent_twice_is_said_once(client, chat, url):
    first, second = (say(client, url, "Ook in de Kerkstraat?", "eenmalig-1") for _time in (1, 2))

    assert first.json()["newest"] == second.json()["newest"]
    assert [one.text for one in chat.conversation.messages.order_by("pk")][1:] == ["Ook in de Kerkstraat?"]


def test_what_is_written_after_going_back_is_not_taken_for_the_same(client, chat, url, cast):
    """A browser's "back" may show the page as it was, with its mark."""
    for text in ("Ook in de Kerkstraat?", "En in de Dorpsstraat?"):
        client.post(url, {"text": text, "once": "eenmalig-1"})
    assert [one.text for one in chat.conversation.messages.order_by("pk")][1:] == ["Ook in de Kerkstraat?", "En in de Dorpsstraat?"]

    first, other = (
        client.post(reverse("chat_public:start"), {"question": question, "page": "startpagina-3"}).url
        for question in ("Wanneer?", "Heel iets anders?")
    )
    assert first != other and "Heel iets anders?" in client.get(other).content.decode()


def test_what_is_said_more_is_one_wait_and_nobody_came_back(client, chat, url):
    for number in range(5):
        say(client, url, f"Nog iets {number}", f"eenmalig-{number}")

    assert chat.conversation.waits.count() == 1
    assert not Repeat.objects.exists()


def test_an_answer_stands_there_at_once(client, chat, url, cast, settings):
    settings.UNDO_SECONDS = 10
    chat.conversation.assignee = cast.owner
    chat.conversation.save()
    client.force_login(cast.owner)
    client.post(reverse("chat:answer", args=[chat.conversation.reference]), {"text": "Morgen.", "once": "antwoord-1"}, **JSON)
    client.logout()
    news = client.get(f"{url}nieuw/?na=0&gezien").json()

    assert "Morgen." in news["said"] and "Bram" in news["said"] and "Bram" in news["state"]
    assert Delivery.objects.get().state == Delivery.State.SENT
    chat.refresh_from_db()
    assert chat.read_to == news["newest"]


def test_an_answer_brings_along_what_is_new_on_the_page(client, chat, url, cast):
    client.force_login(cast.owner)
    address = reverse("chat:answer", args=[chat.conversation.reference])
    seen = client.post(address, {"text": "Morgen.", "once": "antwoord-1", "after": "0"}, **JSON).json()["message"]
    ReadLog.objects.all().delete()
    own = client.post(address, {"text": "Om tien uur.", "once": "antwoord-2", "after": seen}, **JSON).json()
    assert "Om tien uur." in own["said"] and "Morgen." not in own["said"]
    assert own["event"] == Event.objects.filter(kind="utterance.said").latest("pk").pk
    assert not ReadLog.objects.exists()  # of the person nothing was shown

    client.post(url, {"text": "Dank u.", "once": "bericht-9"}, **JSON)
    both = client.post(address, {"text": "Graag gedaan.", "once": "antwoord-3", "after": own["message"]}, **JSON).json()
    assert both["said"].index("Dank u.") < both["said"].index("Graag gedaan.")
    assert ReadLog.objects.get().what == "update"


def test_an_answer_sent_twice_is_said_once(client, chat, cast):
    client.force_login(cast.owner)
    address = reverse("chat:answer", args=[chat.conversation.reference])
    first, second = (client.post(address, {"text": "Ja.", "once": "antwoord-2"}, **JSON).json() for _time in (1, 2))

    assert first == second == {"message": Delivery.objects.get().message_id}
    assert Contact.objects.filter(employee=cast.owner).count() == 1


def test_a_typed_address_joins_nobody(client, told, cast):
    known = told(address="fatima@voorbeeld.example").person
    asked = {"question": "Wat weet u van mij?", "page": "startpagina-4", "name": str(known), "mail": "Fatima@voorbeeld.example"}
    page = client.get(client.post(reverse("chat_public:start"), asked).url).content.decode()

    other = Conversation.objects.get(subject="Wat weet u van mij?")
    assert other.person != known and "bladkorf" not in page
    assert DigitalAddress.objects.filter(value="fatima@voorbeeld.example").count() == 1
    assert str(known) in other.messages.get().notice
    assert other.contacts.get().address == "fatima@voorbeeld.example"


def test_an_address_that_nobody_has_is_theirs(client, cast):
    asked = {"question": "Vraag", "page": "startpagina-5", "mail": "nieuw@voorbeeld.example", "phone": "06 12345678"}
    client.post(reverse("chat_public:start"), asked)

    values = Person.objects.get().addresses.values_list("value", flat=True)
    assert set(values) == {"nieuw@voorbeeld.example", "+31612345678"}


def test_our_own_pages_tell_nothing_of_where_they_came_from(client, cast, settings):
    def begun(referer):
        return client.get(reverse("chat_public:start"), headers={"referer": referer}).context["came_from"]

    assert begun(f"{settings.PUBLIC_URL}/contact/paneel/") == ""
    assert begun("https://merelveld.example/afval?naam=Jan") == "https://merelveld.example/afval"


def test_who_agreed_in_the_widget_is_not_asked_again(client, cast):
    """It stands ticked; a link on another site cannot tick it."""
    url = reverse("chat_public:start") + "?from=https://merelveld.example/afval&agreed=1"

    def ticked(url, **headers):
        return client.get(url, headers=headers).context["form"]["agrees"].value()

    assert ticked(url) and ticked(url, sec_fetch_site="same-origin")
    assert not ticked(url, sec_fetch_site="cross-site") and not ticked(url.removesuffix("&agreed=1"))


@pytest.mark.parametrize("agrees", [True, False])
def test_where_they_came_from_only_with_consent(client, cast, agrees):
    asked = {"question": "Vraag", "page": "startpagina-6", "came_from": "https://merelveld.example/afval?naam=Jan#x",
             "page_title": "Afval  wegbrengen\n" + "x" * 200,
             "pages_read": '["https://merelveld.example/blad", 7, "javascript:x"]'}
    client.post(reverse("chat_public:start"), asked | ({"agrees": "on"} if agrees else {}))

    kept = ("https://merelveld.example/afval", ["https://merelveld.example/blad"]) if agrees else ("", [])
    chat = Chat.objects.get()
    assert (chat.came_from, chat.pages_read) == kept
    assert (chat.page_title[:18], len(chat.page_title)) == (("Afval wegbrengen x", 150) if agrees else ("", 0))


@pytest.mark.parametrize("odd", ["\\u0000", "\\ud800"])
def test_a_page_that_no_text_can_hold_is_left_out(client, cast, odd):
    read = f'["https://merelveld.example/{odd}", "https://merelveld.example/blad"]'
    client.post(reverse("chat_public:start"), {"question": "Vraag", "page": "startpagina-6", "agrees": "on", "pages_read": read})

    assert Chat.objects.get().pages_read == ["https://merelveld.example/blad"]


def test_a_bad_address_is_said_and_nothing_is_lost(client, cast):
    asked = {"question": "Mijn lange vraag", "page": "startpagina-7", "mail": "geen adres"}
    response = client.post(reverse("chat_public:start"), asked)

    assert response.status_code == 422 and "Mijn lange vraag" in response.content.decode()
    assert not Chat.objects.exists()


def test_another_site_starts_no_chat(client, cast):
    asked = {"question": "Vraag", "page": "startpagina-8"}
    response = client.post(reverse("chat_public:start"), asked, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 422 and not Chat.objects.exists()


def test_a_wrong_key_opens_nothing(client, chat, url):
    assert client.get(reverse("chat_public:chat", args=["a" * 26])).status_code == 404
    assert client.get(f"{url}bestand/niets/").status_code == 404


def test_writing_after_the_end_goes_on_in_the_same_conversation(client, chat, url):
    client.post(f"{url}einde/")
    assert not Chat.objects.get().is_running
    say(client, url, "Toch nog iets", "eenmalig-9")

    assert Chat.objects.get().is_running
    assert Conversation.objects.count() == 1 and chat.conversation.messages.count() == 2


def test_too_much_at_once_is_held_up_with_the_phone_number(client, chat, url, monkeypatch):
    from gehoor.channels.chat.views import resident

    monkeypatch.setattr(resident, "SAID", 1)
    say(client, url, "Een", "eenmalig-a")
    response = say(client, url, "Twee", "eenmalig-b")

    assert response.status_code == 429 and response.json()["problem"]
    assert chat.conversation.messages.count() == 2


def test_a_message_without_words_is_refused(client, chat, url):
    assert say(client, url, "  ", "eenmalig-c").status_code == 422


def test_strangers_answer_nothing(client, chat, cast):
    from gehoor.staff.models import Team

    Conversation.objects.update(team=Team.objects.get(slug="schuldhulp"))
    client.force_login(cast.outsider)
    response = client.post(reverse("chat:answer", args=[chat.conversation.reference]), {"text": "x", "once": "antwoord-3"}, **JSON)

    assert response.status_code == 404 and chat.conversation.messages.count() == 1


def test_the_pane_costs_no_query_and_the_words_few(client, chat, cast, django_assert_max_num_queries):
    client.force_login(cast.owner)
    page = reverse("desk:conversation", args=[chat.conversation.reference])
    client.get(page)
    with django_assert_max_num_queries(12):
        assert 'id="chat-form"' in client.get(page).content.decode()
    with django_assert_max_num_queries(7):
        assert "message-" in client.get(reverse("desk:since", args=[chat.conversation.reference]) + "?after=0").content.decode()


def test_chats_go_along_when_conversations_are_joined(client, chat, url, cast):
    from gehoor.conversations import threading

    other = starting.start(starting.Asked("Nog een vraag", "startpagina-9", "Fatima"))
    Conversation.objects.filter(pk=chat.conversation_id).update(person=other.conversation.person)
    threading.join(Conversation.objects.get(pk=chat.conversation_id), other.conversation, by=cast.owner)
    talking.say(Chat.objects.select_related("link__person").get(pk=chat.pk), "En nu?", once="eenmalig-d")

    assert other.conversation.messages.filter(text="En nu?").exists()


def test_each_word_is_a_handful_of_queries(client, chat, url, cast, django_assert_max_num_queries):
    answer = reverse("chat:answer", args=[chat.conversation.reference])
    chat.conversation.assignee = cast.owner
    chat.conversation.save()
    client.force_login(cast.owner)
    theirs = Client()
    client.post(answer, {"text": "Ja?", "once": "antwoord-1"}, **JSON)
    say(theirs, url, "Ik vraag het maar.", "eenmalig-1")

    with django_assert_max_num_queries(22):
        say(theirs, url, "En nog iets.", "eenmalig-2")
    with django_assert_max_num_queries(7):
        theirs.get(f"{url}nieuw/?na=0")
    with django_assert_max_num_queries(25):
        client.post(answer, {"text": "Dat kan.", "once": "antwoord-2"}, **JSON)


def test_an_address_that_we_tell_can_be_followed_and_theirs_is_text(client, chat, url, cast):
    say(client, url, "Staat dat op https://elders.example?", "eenmalig-1")
    talking.answer(chat.conversation, by=cast.owner, text="Nee, op https://merelveld.example/bladkorf <b>!")
    page = client.get(url).content.decode()

    assert '<a href="https://merelveld.example/bladkorf" rel="nofollow">' in page and "<b>!" not in page
    assert 'href="https://elders.example' not in page


def test_what_is_too_long_is_said_and_not_cut_off(client, chat, url):
    assert "maxlength" not in client.get(url).content.decode().partition("<textarea")[2].partition(">")[0]
    answer = say(client, url, "x" * 5001, "eenmalig-1")

    assert answer.status_code == 422 and "5001" in answer.json()["problem"]


def test_what_is_wrong_in_going_on_stands_in_sight(client, chat, url):
    page = client.get(url).content.decode()
    wrong = client.post(f"{url}verder/", {"way": "call", "phone": ""}).content.decode()

    assert f'action="{url}verder/#more"' in page and 'id="more"' in wrong
    assert "<title>Fout:" in wrong and "Vul eerst het adres of nummer in" in wrong


@pytest.mark.parametrize("page", ["verder", "einde"])
def test_coming_back_to_the_address_of_a_button_does_nothing(client, chat, url, page):
    assert client.get(f"{url}{page}/").url.partition("#")[0] == url
    assert Chat.objects.running().filter(goes_on="").exists()
