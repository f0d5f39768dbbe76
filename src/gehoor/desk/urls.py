"""Addresses of the desk. A reference or a token stands in them, never a name, number or e-mail address."""

from django.urls import include, path

from .views import (
    answering,
    care,
    closing,
    conversation,
    files,
    handing,
    handover,
    outgoing,
    overseeing,
    queue,
    search,
    telling,
)

app_name = "desk"

ONE_CONVERSATION = [
    path("", conversation.conversation, name="conversation"),
    path("timeline/", conversation.show_timeline, name="timeline"),
    path("standing/", conversation.standing, name="standing"),
    path("reply/", answering.reply, name="reply"),
    path("note/", answering.note, name="note"),
    path("assignment/", handing.assign, name="assign"),
    path("team/", handing.move, name="move"),
    path("handover/", handover.hand_over, name="hand_over"),
    path("handover/offer/", handover.offer, name="offer"),
    path("waiting/", handing.wait, name="wait"),
    path("closure/", closing.close, name="close"),
    path("reopening/", closing.reopen, name="reopen"),
    path("joining/", closing.join, name="join"),
    path("subject/", telling.rename, name="rename"),
    path("status/", telling.say_status, name="say_status"),
    path("person/", telling.person, name="person"),
    path("person/addresses/", telling.add_address, name="add_address"),
    path("reads/", overseeing.who_read, name="reads"),
]

urlpatterns = [
    path("", queue.home, name="home"),
    path("queue/<slug:view>/", queue.queue, name="queue"),
    path("queue/<slug:view>/list/", queue.queue_list, name="queue_list"),
    path("rail/", queue.show_rail, name="rail"),
    path("conversations/<reference>/", include(ONE_CONVERSATION)),
    path("handovers/", handover.handovers, name="handovers"),
    path("handovers/<int:pk>/", handover.show, name="handover"),
    path("handovers/<int:pk>/acceptance/", handover.accept, name="accept_handover"),
    path("handovers/<int:pk>/refusal/", handover.decline, name="decline_handover"),
    path("handovers/<int:pk>/withdrawal/", handover.withdraw, name="withdraw_handover"),
    path("handovers/<int:pk>/note/", handover.take_note, name="note_handover"),
    path("messages/<int:pk>/html/", files.html, name="html"),
    path("attachments/<token>/", files.attachment, name="attachment"),
    path("contacts/<int:pk>/original/", files.original, name="original"),
    path("deliveries/<int:pk>/again/", care.send_again, name="send_again"),
    path("search/", search.search, name="search"),
    path("outgoing/", outgoing.outgoing, name="outgoing"),
    path("undelivered/", care.undelivered, name="undelivered"),
    path("unreadable/", care.unreadable, name="unreadable"),
    path("unreadable/<int:pk>/original/", care.unreadable_original, name="unreadable_original"),
    path("unreadable/<int:pk>/again/", care.read_again, name="read_again"),
    path("unreadable/<int:pk>/aside/", care.set_aside, name="set_aside"),
]
