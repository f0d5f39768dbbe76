"""Two people who chat in one conversation, since what they asked was joined: each is answered, and reads nothing of the other."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from gehoor.callbacks.jobs import bring_call_backs
from gehoor.channels.chat import starting
from gehoor.channels.chat.models import Chat
from gehoor.conversations.models import Conversation
from gehoor.lines import routing
from gehoor.lines.models import Turn
from gehoor.people import merging, unmerging
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise
from tests.test_accessibility import NARROW, THEMES, WIDE, defects

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def two(cast, as_employee):
    """Aad and Bea were taken for one, their questions joined, and then they were two after all."""
    aad, bea = (starting.start(starting.Asked(f"Vraag van {name}", f"startpagina-{name}", name)) for name in ("Aad", "Bea"))
    merge = merging.merge(aad.link.person, bea.link.person, by=cast.owner, reason="dezelfde")
    into = {"into": aad.conversation.reference}
    assert as_employee(cast.owner).post(f"/desk/conversations/{bea.conversation.reference}/joining/", into).status_code == 302
    unmerging.unmerge(merge, by=cast.owner, reason="toch niet")
    return [Chat.objects.select_related("link", "conversation").get(pk=one.pk) for one in (aad, bea)]


@pytest.fixture
def bram(two, cast, as_employee):
    """`bram("answer", text="Ja.")`: what Bram does in the chat of their conversation."""

    def does(deed, **fields):
        return as_employee(cast.owner).post(f"/channels/chat/{two[0].conversation.reference}/{deed}/", fields, **JSON)

    return does


def page_of(chat) -> str:
    return Client().get(f"/chat/{starting.key_of(chat)}/").text


def test_it_works(two, bram, cast, as_employee):
    aad, bea = two
    desk = f"/desk/conversations/{aad.conversation.reference}/"
    page = as_employee(cast.owner).get(desk).text
    for chat, name in ((aad, "Aad"), (bea, "Bea")):
        assert f'name="to" id="chat-to-{chat.pk}"' in page and f"Aan {name}" in page
    assert 'name="only"' not in page.partition('id="chat-form"')[2].partition("</form>")[0]

    assert bram("answer", text="Voor Aad.", once="antwoord-1", to=aad.pk).status_code == 200
    assert bram("answer", text="Voor Bea.", once="antwoord-2", to=bea.pk).status_code == 200
    assert "Voor Aad." in page_of(aad) and "Voor Bea." not in page_of(aad)
    assert "Voor Bea." in page_of(bea) and "Voor Aad." not in page_of(bea)
    assert "aan Bea" in as_employee(cast.owner).get(desk).text.partition("Voor Bea.")[0][-1500:]


def test_without_saying_to_whom_nothing_is_said(two, bram):
    """Also from a page that was drawn when only one of them was there."""
    for known in ({}, {"only": two[0].pk}, {"only": two[1].pk}):
        answer = bram("answer", text="Ja.", once="antwoord-1", **known)
        assert answer.status_code == 409 and "Meer dan één persoon" in answer.json()["problem"]
    bram("end"), bram("by-mail", mail="aad@thuis.example")

    assert Chat.objects.running().filter(goes_on="").count() == 2
    assert not any("Ja." in page_of(chat) for chat in two)


def test_what_was_meant_for_who_hung_up_is_not_said_to_the_other(two, bram):
    aad, bea = two
    Client().post(f"/chat/{starting.key_of(aad)}/einde/")

    for meant in ({"only": aad.pk}, {"to": aad.pk}):
        assert "beëindigd" in bram("answer", text="Aad, morgen.", once="antwoord-1", **meant).json()["problem"]
    assert bram("answer", text="Bea, vandaag.", once="antwoord-2", only=bea.pk).status_code == 200
    assert "Bea, vandaag." in page_of(bea) and "Aad, morgen." not in page_of(bea)


@pytest.mark.parametrize("leaves", ["einde", "verder"])
def test_who_leaves_takes_no_place_from_the_other(two, leaves):
    aad, bea = two
    Client().post(f"/chat/{starting.key_of(bea)}/{leaves}/", {"way": "mail", "mail": "bea@thuis.example", "phone": ""})
    assert Turn.objects.current().get().is_in_line

    Client().post(f"/chat/{starting.key_of(aad)}/einde/")
    assert not Turn.objects.current().exists()


def test_who_is_called_instead_leaves_the_other_in_the_line(two, clock):
    clock.is_at("2026-11-24T10:00")
    Client().post(f"/chat/{starting.key_of(two[1])}/verder/", {"way": "call", "mail": "", "phone": "06 12345678"})

    assert {turn.channel for turn in Turn.objects.in_line()} == {"chat", "phone"}


def test_each_is_called_on_their_own_number(two, clock):
    clock.is_at("2026-11-24T10:00")
    aad, bea = two
    aad.link.person.addresses.create(kind="email", value="aad@thuis.example")
    for chat, number in ((aad, "06 11111111"), (bea, "06 22222222"), (bea, "06 33333333")):
        Client().post(f"/chat/{starting.key_of(chat)}/verder/", {"way": "call", "mail": "", "phone": number})

    assert {one.number: one.person_id for one in Promise.objects.open()} == {
        "+31611111111": aad.link.person_id, "+31633333333": bea.link.person_id}
    assert "06 11111111" in page_of(aad) and "06 33333333" not in page_of(aad)
    assert "06 33333333" in page_of(bea) and "06 11111111" not in page_of(bea)
    assert Delivery.objects.exclude(address="").count() == 1, "what Bea agreed on is not mailed to Aad"

    Client().post(f"/chat/{starting.key_of(bea)}/verder/", {"way": "mail", "mail": "bea@thuis.example", "phone": ""})
    assert Promise.objects.open().get().person_id == aad.link.person_id, "Aad is called still"
    bring_call_backs(timestamp=0)
    assert Turn.objects.in_line().filter(channel="phone").count() == 1


def test_one_is_ended_and_the_other_is_helped_on(two, bram, cast):
    aad, bea = two
    routing.take(Turn.objects.current().get(), cast.owner)
    bram("end", to=bea.pk)

    assert not Chat.objects.get(pk=bea.pk).is_running and Chat.objects.get(pk=aad.pk).is_running
    assert Turn.objects.current().get().taken_by == cast.owner
    assert bram("answer", text="Ja, Aad.", once="antwoord-1", only=aad.pk).status_code == 200


def test_among_the_chats_of_an_employee_it_stands_once(two, cast, as_employee):
    Conversation.objects.filter(pk=two[0].conversation_id).update(assignee=cast.owner)

    assert as_employee(cast.owner).get("/channels/chat/mine/").text.count('id="chat-mine-') == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_one_is_chosen_before_anything_is_sent(two, site, page, cast, client):
    aad, bea = two
    client.force_login(cast.owner)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    page.goto(f"{site.url}/desk/conversations/{aad.conversation.reference}/")
    page.emulate_media(reduced_motion="reduce")
    found = defects(page, THEMES, [WIDE, NARROW])
    assert not found, "\n".join(found)
    page.set_viewport_size(WIDE)
    text = page.locator("#chat-text")
    text.fill("Voor Bea.")
    text.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"chat-to-{aad.pk}", "the browser asks to choose, and keeps the text"
    page.keyboard.press("ArrowDown")
    text.press("Enter")

    expect(page.locator("#timeline .utterance--ours")).to_contain_text("Voor Bea.")
    expect(page.locator("#timeline .utterance--ours .utterance__to")).to_contain_text("Bea")
    assert "Voor Bea." in page_of(bea) and "Voor Bea." not in page_of(aad)
