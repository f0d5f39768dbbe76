"""Handing over on screen: written from the timeline, accepted by name, told to the person, back with an alarm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Contact, Conversation
from gehoor.postroom import note
from gehoor.postroom.models import Delivery
from gehoor.queues import handing_over, routing
from gehoor.queues.models import Handover
from gehoor.targets import changing

pytestmark = pytest.mark.django_db
TYPED = {"asked": "Bel haar vrijdag", "summary": "Vraagt een korf", "promises": "Vrijdag bericht", "tried": ""}


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


@pytest.fixture
def offer(cast, as_employee):
    def post(conversation, to=None, *, by=cast.owner, **more):
        to = to or f"colleague:{cast.mate.pk}"
        return as_employee(by).post(url(conversation, "handover/offer/"), {**TYPED, "to": to, **more})

    return post


def the_only(state="offered"):
    return Handover.objects.get(state=state)


def test_it_works(cast, told, offer, as_employee):
    conversation = told()

    assert offer(conversation).status_code == 302

    assert "nog niet aanvaard" in as_employee(cast.owner).get(url(conversation)).content.decode()
    mine = as_employee(cast.mate)
    assert "Bel haar vrijdag" in mine.get("/desk/queue/team/").content.decode()
    assert "Vrijdag bericht" in mine.get(f"/desk/handovers/{the_only().pk}/").content.decode()
    assert mine.post(f"/desk/handovers/{the_only().pk}/acceptance/").url == url(conversation)
    assert Conversation.objects.get(pk=conversation.pk).assignee == cast.mate
    page = mine.get(url(conversation)).content.decode()
    assert "1 keer overgedragen" in page
    assert "Noor Haddad heeft dit overgenomen van Bram de Wit" in page


def test_a_team_that_is_closed_tells_when_it_is_there_again(cast, told, as_employee, clock):
    clock.is_at("2026-11-24T10:00")
    changing.set_day(clock.on("2026-11-24T00:00").date(), "Teamdag", "closed", by=cast.admin, team=cast.teams.other)
    page = as_employee(cast.owner).get(url(told(), "handover/")).content.decode()

    assert f"{cast.teams.other} (weer open morgen om 8:30 uur)" in page and f"{cast.teams.open} (weer" not in page


def test_the_draft_tells_the_timeline(cast, told, as_employee):
    conversation = told()
    note.add_internal(conversation, "Erik van groenbeheer gebeld", by=cast.mate)
    as_employee(cast.owner).post(url(conversation, "reply/"), {
        "reply-to": "email:fatima@voorbeeld.example", "reply-text": "Ik zoek het uit"})

    page = as_employee(cast.owner).get(url(conversation, "handover/")).content.decode()

    for words in ("Fatima El Idrissi vraagt: Bladkorf", "Komt er dit jaar", "ons antwoord (Bram de Wit): Ik zoek het uit",
                  "Noor Haddad: Erik van groenbeheer gebeld", "Inwoner is aan zet, sinds"):
        assert words in page


def test_what_is_missing_is_asked_and_nothing_typed_is_lost(told, offer):
    response = offer(told(), to="", asked="")

    assert response.status_code == 422
    assert "Vraagt een korf" in response.content.decode()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("to", ["colleague:999999", "team:x", "colleague:", "x" * 500])
def test_nobody_there_to_hand_over_to(told, offer, to):
    assert offer(told(), to=to).status_code == 422


def test_own_moment_to_accept(told, offer):
    moment = timezone.localtime() + timedelta(days=2)
    assert offer(told(), due_at=moment.strftime("%Y-%m-%dT%H:%M")).status_code == 302
    assert abs(the_only().due_at - moment) < timedelta(minutes=1)

    assert offer(told(), due_at="2020-01-01T10:00").status_code == 422


def test_a_closed_team_stays_among_its_members(cast, told, offer):
    conversation = told(team=cast.teams.closed)

    assert offer(conversation, by=cast.insider).status_code == 422, "Noor may not see it"
    assert offer(conversation, by=cast.insider, to=f"team:{cast.teams.other.pk}").status_code == 302


def test_another_team_reads_what_was_told_and_the_rest_after_accepting(cast, told, offer, as_employee):
    conversation = told(team=cast.teams.closed)
    offer(conversation, by=cast.insider, to=f"team:{cast.teams.other.pk}")
    handover, mine = the_only(), as_employee(cast.mate)

    assert "Bel haar vrijdag" in mine.get(f"/desk/handovers/{handover.pk}/").content.decode()
    assert mine.get(url(conversation)).status_code == 404
    mine.post(f"/desk/handovers/{handover.pk}/acceptance/")
    assert mine.get(url(conversation)).status_code == 200


def test_not_for_others_to_see_or_accept(cast, told, offer, as_employee):
    offer(told(team=cast.teams.closed), by=cast.insider, to=f"team:{cast.teams.closed.pk}")
    assert as_employee(cast.outsider).get(f"/desk/handovers/{the_only().pk}/").status_code == 404

    offer(told())
    handover = Handover.objects.latest("pk")
    for verb in ("acceptance", "refusal", "withdrawal"):
        assert as_employee(cast.outsider).post(f"/desk/handovers/{handover.pk}/{verb}/").status_code == 422
    assert Handover.objects.get(pk=handover.pk).is_open


def test_declining_asks_why_and_tells_the_sender(cast, told, offer, as_employee):
    offer(told())
    address = f"/desk/handovers/{the_only().pk}/refusal/"

    assert as_employee(cast.mate).post(address).status_code == 422
    as_employee(cast.mate).post(address, {"reason": "Dit is van wegen"})

    page = as_employee(cast.owner).get("/desk/queue/mine/").content.decode()
    assert "Noor Haddad weigerde dit" in page and "Dit is van wegen" in page


def test_the_sender_withdraws(cast, told, offer, as_employee):
    offer(told())
    as_employee(cast.owner).post(f"/desk/handovers/{the_only().pk}/withdrawal/")

    response = as_employee(cast.mate).post(f"/desk/handovers/{Handover.objects.get().pk}/acceptance/", follow=True)
    assert "geldt niet meer" in response.content.decode()


def test_alarm_until_somebody_takes_care(cast, told, offer, as_employee):
    conversation = told()
    offer(conversation)
    Handover.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    handing_over.return_overdue()

    mine = as_employee(cast.owner)
    for page in ("/desk/queue/team/", "/desk/handovers/", url(conversation)):
        assert "Noor Haddad" in (text := mine.get(page).content.decode()) and "alarm-clock" in text
    mine.post(f"/desk/handovers/{the_only('returned').pk}/note/")
    assert "utrecht-alert--error" not in mine.get("/desk/queue/team/").content.decode()


def test_taking_it_is_accepting_it(cast, told, offer, as_employee):
    conversation = told()
    offer(conversation)

    as_employee(cast.mate).post(url(conversation, "assignment/"), {"employee": "me"})

    assert the_only("accepted").ended_by == cast.mate


def test_the_person_hears_who_takes_over(cast, told, offer, as_employee):
    conversation = told()
    offer(conversation, tell="on", tell_to="email:fatima@voorbeeld.example", tell_text="{colleague} helpt u verder.")
    assert not Delivery.objects.filter(acknowledges=None).exists(), "nobody took it over yet"

    as_employee(cast.mate).post(f"/desk/handovers/{the_only().pk}/acceptance/")

    message = Delivery.objects.get(message__contact__automatic="handover").message
    assert message.text == "Noor Haddad helpt u verder."
    assert Contact.objects.get(pk=message.contact_id).employee == cast.owner
    assert Conversation.objects.get(pk=conversation.pk).waiting_for == "us", "she still waits for an answer"


def test_a_tick_without_words_is_asked_about(told, offer):
    assert offer(told(), tell="on", tell_text="").status_code == 422


def test_moving_what_a_colleague_has_asks_for_a_note_first(cast, told, as_employee):
    conversation = told()
    routing.assign(conversation, cast.mate, by=cast.mate)
    client, other = as_employee(cast.owner), cast.teams.other

    response = client.post(url(conversation, "team/"), {"team": other.pk})
    assert response.url == url(conversation, f"handover/?to=team:{other.pk}")
    assert f'value="team:{other.pk}" selected' in client.get(response.url).content.decode()
    assert Conversation.objects.get(pk=conversation.pk).team == cast.teams.open

    client.post(url(conversation, "team/"), {"team": other.pk, "anyway": "yes"})
    assert Conversation.objects.get(pk=conversation.pk).team == other


def test_pages_are_cheap(cast, told, offer, as_employee, django_assert_max_num_queries):
    for number in range(4):
        offer(told(address=f"bewoner{number}@voorbeeld.example"))
    conversation = Handover.objects.first().conversation
    client = as_employee(cast.mate)
    for page in ("/desk/queue/team/", "/desk/handovers/", url(conversation), url(conversation, "handover/"),
                 f"/desk/handovers/{conversation.handovers.get().pk}/"):
        client.get(page)
        with django_assert_max_num_queries(14):
            client.get(page)
