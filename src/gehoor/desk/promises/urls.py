"""Addresses of promises. Those of one conversation stand under it."""

from django.urls import path

from . import board, changing, lists, making, noticed

OF_CONVERSATION = [
    path("", making.panel, name="promises_of"),
    path("new/", making.new, name="new_promise"),
    path("make/", making.make, name="make_promise"),
    path("noticing/", noticed.notice, name="notice_promise"),
    path("sentence/", making.sentence, name="promise_sentence"),
]

urlpatterns = [
    path("", lists.mine, name="promises"),
    path("board/", board.board, name="promise_board"),
    path("<int:pk>/", changing.show, name="promise"),
    path("<int:pk>/keeping/", changing.keep, name="keep_promise"),
    path("<int:pk>/return/", changing.keep_not, name="keep_promise_not"),
    path("<int:pk>/attempts/", changing.attempt, name="attempt_call"),
    path("<int:pk>/owner/", changing.give, name="give_promise"),
    path("<int:pk>/moment/", changing.renegotiate, name="renegotiate_promise"),
    path("<int:pk>/breaking/", changing.break_openly, name="break_promise"),
    path("<int:pk>/department/", changing.ask, name="ask_department"),
    path("<int:pk>/department/revocation/", changing.revoke, name="revoke_task"),
    path("<int:pk>/withdrawal/", changing.withdraw, name="withdraw_promise"),
]
