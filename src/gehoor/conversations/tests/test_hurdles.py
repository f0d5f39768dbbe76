"""Hurdles: facts about contacts, from what happens anyway; added up on the conversation, told by week and channel."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.conversations import hurdle_figures, hurdles
from gehoor.conversations.models import Conversation, Hurdle
from gehoor.promises import promising
from gehoor.promises.models import Promise
from gehoor.queues import bulk, routing
from gehoor.queues.models import BulkDeed

Kind = Hurdle.Kind
pytestmark = pytest.mark.django_db


def of(conversation):
    return list(Hurdle.objects.filter(conversation=conversation).order_by("pk").values_list("kind", "channel", "amount"))


def page(client, conversation):
    said = client.get(reverse("desk:conversation", args=[conversation.reference])).content.decode()
    return " ".join(said.split())


def test_it_works(cast, told, as_employee):
    conversation = told(steps=2)
    routing.move(conversation, cast.teams.other, by=cast.owner)
    hurdles.record(conversation, Kind.WAIT, 370)
    hurdles.record(conversation, Kind.WAIT, 30)

    assert of(conversation) == [("step", "email", 2), ("transfer", "email", 1), ("wait", "email", 370), ("wait", "email", 30)]
    assert {one.contact_id for one in Hurdle.objects.all()} == {conversation.contacts.get().pk}
    assert "1 keer overgedragen, 7 minuten gewacht" in page(as_employee(cast.mate), conversation)


def test_taking_up_what_nobody_had_is_no_hurdle(cast, told, as_employee):
    conversation = told()
    routing.assign(conversation, cast.owner, by=cast.owner)
    assert of(conversation) == []
    assert "overgedragen" not in page(as_employee(cast.owner), conversation)


def test_a_transfer_that_is_undone_was_none(cast, told):
    conversation = told()
    routing.assign(conversation, cast.owner, by=cast.owner)
    deed = bulk.begin(cast.owner, BulkDeed.Kind.ASSIGN, [conversation.pk], {"employee": cast.mate.pk})
    assert bulk.carry_on(deed)
    assert of(conversation) == [("transfer", "email", 1)]
    assert bulk.undo(deed) and bulk.carry_on(deed)
    assert (of(conversation), Conversation.objects.get(pk=conversation.pk).transfers) == ([], 0)


def test_who_comes_back_again_and_again_meets_a_hurdle_each_time_from_the_third_on(told):
    conversation = told()
    for _ in range(3):
        told(channel="phone", conversation_id=conversation.pk)
    assert of(conversation) == [("repeat", "phone", 1)] * 2


def test_a_call_that_they_missed_is_one(cast, told):
    conversation = told()
    promise = promising.make(conversation, kind=Promise.Kind.CALL_BACK, by=cast.owner, due_at=timezone.now())
    promising.attempted(promise.pk, by=cast.owner)
    assert of(conversation) == [("missed", "email", 1)]


def test_nothing_is_written_of_no_wait_or_of_nobodys_contact(cast, told):
    conversation = told()
    hurdles.record(conversation, Kind.WAIT, 0.4)
    conversation.contacts.all().delete()
    hurdles.record(conversation, Kind.TRANSFER)
    assert of(conversation) == []
    hurdles.record(conversation, Kind.WAIT, 10**9, channel="chat")
    assert of(conversation) == [("wait", "chat", hurdles.MOST)]


def some_weeks(cast, told, clock):
    clock.is_at("2026-11-10T10:00")
    for number in range(6):
        conversation = told(address=f"bewoner{number}@voorbeeld.example", channel="webform", steps=1)
        if number < 3:
            hurdles.record(conversation, Kind.WAIT, 120 * (number + 1))
    told()
    clock.is_at("2026-11-18T10:00")
    told()


def test_they_are_told_by_week_and_channel(cast, told, clock):
    some_weeks(cast, told, clock)
    newest, older = hurdle_figures.by_week(4).values()
    assert (older["webform"].contacts, older["webform"].percent, older["webform"].per_hundred(Kind.STEP)) == (6, 50, 100)
    assert older["webform"].hurdles[Kind.WAIT] == (3, 720)
    assert older["webform"].waited_minutes is None  # of three people
    assert not newest["email"].is_told
    assert hurdle_figures.of_all(older).contacts == 7


def test_a_chat_of_many_lines_is_one_contact(told, clock):
    clock.is_at("2026-11-10T10:00")
    conversations = [told(channel="chat", address=f"b{number}@voorbeeld.example") for number in range(5)]
    for conversation in conversations[:2]:
        hurdles.record(conversation, Kind.WAIT, 120)
        for _line in range(3):
            told(channel="chat", conversation_id=conversation.pk, goes_on=True)
    [channels] = hurdle_figures.by_week(1).values()
    assert (channels["chat"].contacts, channels["chat"].percent) == (5, 40)


def test_a_lead_reads_them_and_takes_them_along(cast, told, clock, as_employee, django_assert_max_num_queries):
    some_weeks(cast, told, clock)
    lead = as_employee(cast.lead)
    lead.get(reverse("desk:hurdles"))
    with django_assert_max_num_queries(12):
        said = " ".join(lead.get(reverse("desk:hurdles")).content.decode().split())
    assert "43%" in said and "minder dan 5" in said
    assert "50%" in lead.get(reverse("desk:hurdles"), {"channel": "webform"}).content.decode()
    assert "43%" in lead.get(reverse("desk:hurdles"), {"channel": "zomaar"}).content.decode()
    sheet = lead.get(reverse("desk:hurdles_csv")).content.decode("utf-8-sig").splitlines()
    assert "2026-11-09;Webformulier;6;50;6;0;0;3;0;0;0;" in sheet
    assert "2026-11-16;E-mail;minder dan 5" in sheet


def test_only_leads_see_the_figures(cast, as_employee):
    for name in ("hurdles", "hurdles_csv"):
        assert as_employee(cast.owner).get(reverse(f"desk:{name}")).status_code == 403


def test_an_empty_house(cast, as_employee):
    assert "nog niemand" in as_employee(cast.lead).get(reverse("desk:hurdles")).content.decode()
