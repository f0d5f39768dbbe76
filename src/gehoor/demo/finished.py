"""A chat and a call back of the last working day that are done: with what was said, what it took, and the transcript."""

from datetime import datetime, time, timedelta

from django.utils import timezone, translation

from gehoor.callbacks import asking, slots, trying
from gehoor.callbacks.models import CallBack
from gehoor.channels.chat import ending, starting, talking
from gehoor.channels.chat.models import Chat
from gehoor.conversations import closing, hurdles
from gehoor.conversations.models import Closure, Contact, Conversation, Hurdle, Wait
from gehoor.core.models import Event
from gehoor.lines.models import Turn
from gehoor.people.addresses import normalised_phone
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.models import Delivery
from gehoor.postroom.receive import receive
from gehoor.promises.models import Attempt, Promise
from gehoor.queues import routing
from gehoor.staff.models import Employee, Team

ASKED = "Ik verhuis zaterdag naar Merelveld. Moet ik dat nu al doorgeven, of kan het ook daarna?"
SAID = (  # (minutes after the chat began, whose, words): helped after three minutes
    (3, "us", "Goedemorgen, u spreekt met Bram. Beide mag: vanaf vier weken voor uw verhuizing tot en met vijf dagen erna."),
    (4, "them", "Fijn! Dan doe ik het zondag. Moet mijn zoon van 17 dat zelf doen?"),
    (6, "us", "Dat mag, vanaf 16 jaar. Maar u mag hem ook meenemen op uw eigen formulier, als hij met u mee verhuist."),
    (7, "them", "Duidelijk, dank u wel."),
)
CALLED = ("06 33 44 55 66", "Wim de Boer", "Ik krijg een rekening voor de afvalheffing van een huis dat ik heb verkocht.")
NOTE = ("De verkoop was op 1 oktober en is pas op 12 november bij de belastingen verwerkt. Meneer krijgt het teveel terug, binnen "
        "vier weken, en hoeft zelf niets te doen.")
HELPED_AFTER, ENDED_AFTER = timedelta(minutes=3), timedelta(minutes=8)


def tell():
    """Nothing of the call back where no moment is open for long, as with `call_backs`."""
    bram, team = Employee.objects.get(username="bram"), Team.objects.filter(members__username="bram").order_by("pk").first()
    with translation.override("nl"):
        _chat(bram, team, _yesterday(10, 12))
        if slots.free():
            _call_back(bram, team, _yesterday(11, 0))


def _chat(bram, team, began):
    chat = starting.start(starting.Asked(ASKED, "demo-finished", "Lotte Kuiper"))
    conversation = Conversation.objects.get(pk=chat.conversation_id)
    _was(conversation, began)
    for minutes, whose, words in SAID:
        if whose == "us":
            talking.answer(Conversation.objects.get(pk=conversation.pk), by=bram, text=words)
        else:
            talking.say(Chat.objects.get(pk=chat.pk), words, once=f"demo-chat-{minutes}")
        _was(conversation, began + timedelta(minutes=minutes))
    ending.end(Chat.objects.get(pk=chat.pk), by=bram)
    _close(conversation, bram, team, began + ENDED_AFTER)
    newest = Delivery.objects.filter(message__conversation=conversation).latest("pk").message_id
    Chat.objects.filter(pk=chat.pk).update(
        began_at=began, ended_at=began + ENDED_AFTER, seen_at=began + ENDED_AFTER, read_to=newest, read_by_us=newest, mailed_to=newest,
    )
    helped = began + HELPED_AFTER
    Turn.objects.filter(conversation=conversation).update(
        joined_at=began, waits_since=began, low=2, high=6, offered_to=bram, offered_at=helped - timedelta(seconds=9), taken_at=helped,
        taken_by=bram, ended_at=began + ENDED_AFTER, ended_why="helped",
    )
    first = Contact.objects.filter(conversation=conversation).order_by("pk").first()
    hurdles.record(conversation, Hurdle.Kind.WAIT, HELPED_AFTER.total_seconds(), contact=first, channel="chat", at=helped)


def _call_back(bram, team, begins):
    number, name, about = CALLED
    asked = begins - timedelta(minutes=95)
    call_back = asking.ask(asking.Wish(normalised_phone(number), name, slots.free()[0], "demo-finished", about, ""))
    conversation = call_back.promise.conversation
    _was(conversation, asked)
    trying.no_answer(call_back.promise_id, by=bram)
    _was(conversation, begins + timedelta(minutes=2))
    Attempt.objects.filter(promise=call_back.promise_id).update(at=begins + timedelta(minutes=2))
    trying.spoken(call_back.promise_id, by=bram)
    spoken = begins + timedelta(minutes=24)
    receive(Inbound(
        channel="phone", external_id=None, at=spoken, person_id=conversation.person_id, employee_id=bram.pk,
        conversation_id=conversation.pk, subject="", text=NOTE, acknowledge=False,
    ))
    _was(conversation, spoken)
    _close(conversation, bram, team, spoken + timedelta(minutes=3))
    Promise.objects.filter(pk=call_back.promise_id).update(
        made_at=asked, from_at=begins, due_at=begins + slots.LENGTH, ended_at=spoken, owner=bram,
    )
    made = Event.objects.get(kind="promise.made", data__promise=call_back.promise_id)
    made.data |= {"from": begins.isoformat(), "due": (begins + slots.LENGTH).isoformat()}
    made.save(update_fields=["data"])
    CallBack.objects.filter(pk=call_back.pk).update(asked_at=asked)


def _close(conversation, bram, team, at):
    held = Conversation.objects.get(pk=conversation.pk)
    if held.team is None and team:
        routing.move(held, team, by=bram)
    if held.assignee is None:
        routing.assign(Conversation.objects.get(pk=held.pk), bram, by=bram)
    closing.close(Conversation.objects.get(pk=conversation.pk), by=bram, solved=True)
    _was(conversation, at)
    began = Contact.objects.filter(conversation=conversation).order_by("at").values_list("at", flat=True)[0]
    Conversation.objects.filter(pk=conversation.pk).update(opened_at=began)
    Closure.objects.filter(conversation=conversation).update(at=at)
    Wait.objects.filter(conversation=conversation).update(began_at=began, ended_at=at)
    Hurdle.objects.filter(conversation=conversation, at__gt=at).update(at=at)
    Delivery.objects.filter(message__conversation=conversation).update(queued_at=at, sent_at=at)


def _was(conversation, moment):
    """What was written down just now happened then."""
    Contact.objects.filter(conversation=conversation, at__gt=moment).update(at=moment)
    Event.objects.filter(conversation_id=conversation.pk, at__gt=moment).update(at=moment)


def _yesterday(hour, minute) -> datetime:
    """On the last working day before today."""
    day = timezone.localdate() - timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
