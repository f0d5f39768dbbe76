"""The demo week holds a chat and a call back that are done: what a newcomer opens to see a transcript and what it took."""

import pytest
from django.urls import reverse

from gehoor.callbacks.models import CallBack
from gehoor.channels.chat import starting
from gehoor.channels.chat.models import Chat
from gehoor.conversations.models import Contact, Conversation, Hurdle
from gehoor.demo import finished
from gehoor.lines.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def merelveld(cast, clock):
    clock.is_at("2026-11-23T09:30")
    cast.owner.username = "bram"
    cast.owner.save()
    finished.tell()
    return clock


def test_it_works(merelveld, cast, client, as_employee):
    chat = Chat.objects.get()
    conversation = Conversation.objects.get(pk=chat.conversation_id)
    assert conversation.is_closed and not chat.is_running and Turn.objects.get(conversation=conversation).ended_why == "helped"
    assert [f"{at:%d %H:%M}" for at in Contact.objects.filter(conversation=conversation).values_list("at", flat=True).order_by("pk")] == [
        "20 09:12", "20 09:15", "20 09:16", "20 09:18", "20 09:19"], "Friday, in UTC"
    assert Hurdle.objects.filter(conversation=conversation, kind="wait", amount=180).exists()

    key = starting.key_of(chat)
    assert "vanaf vier weken voor uw verhuizing" in client.get(f"/chat/{key}/").content.decode()
    transcript = client.get(reverse("resident:transcript", args=[key, "txt"])).content.decode()
    assert "Dan doe ik het zondag." in transcript and "vanaf 16 jaar" in transcript
    shown = as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()
    assert "Moet mijn zoon van 17 dat zelf doen?" in shown


def test_the_call_back_was_kept_at_the_second_call(merelveld, cast, as_employee):
    promise = CallBack.objects.get().promise
    assert (promise.state, promise.tries, promise.was_late) == ("kept", 1, False)
    assert promise.conversation.is_closed and promise.conversation.hurdles.filter(kind="missed").count() == 1
    assert promise.conversation.assignee == cast.owner
    shown = as_employee(cast.owner).get(f"/desk/conversations/{promise.conversation.reference}/").content.decode()
    assert "terugbellen, vrijdag 20 november tussen 11 uur en 11.30 uur" in shown
    assert promise.ended_at == merelveld.on("2026-11-20T11:24")
