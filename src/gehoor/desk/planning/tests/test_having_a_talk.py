"""Preparing, having and recording a talk on the desk; what is typed is kept on the server and lost by nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.conversations import confidentiality, glass
from gehoor.planning import inviting
from gehoor.planning.models import State
from gehoor.postroom.models import Delivery, Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(planned):
    return planned(timezone.localdate()).moments.get()


def url(name, moment):
    return reverse(f"desk:moment_{name}", args=[moment.pk])


TALK = {"text": "Ik wil vaker naar buiten.", "channel": "counter", "then": "done", "said-p1": "discussed", "line-p1": "Goed"}


def test_it_works(cast, moment, as_employee):
    client = as_employee(cast.owner)
    assert "Uitnodiging nu sturen" in client.get(reverse("desk:moment", args=[moment.pk])).text
    client.post(url("invite", moment))
    assert Delivery.objects.count() == 1
    assert "Hoe gaat het met u?" in client.get(url("prepare", moment)).text
    client.post(url("prepared", moment), {"their_goal": "Naar buiten", "our_goal": "Veilig", "own_points": "Fysiotherapie\n\n"})
    page = client.get(url("talk", moment)).text
    assert "Naar buiten" in page and "Fysiotherapie" in page

    there = client.post(url("record", moment), {**TALK, "said-o0": "not_now", "copies": ["person"]}, follow=True)

    assert "Ik wil vaker naar buiten." in there.text and "Fysiotherapie" in there.text and "staat klaar" in there.text
    moment.refresh_from_db()
    assert moment.state == State.HELD and moment.checked["o0"] == {"said": "not_now", "line": ""}
    assert Delivery.objects.count() == 2
    assert client.get(url("talk", moment)).status_code == 302, "it is over"


def test_what_has_to_be_discussed_is_asked_for_and_all_that_was_typed_is_kept(cast, moment, as_employee):
    client = as_employee(cast.owner)

    answer = client.post(url("record", moment), {**TALK, "said-p1": "", "what-0": "", "by-0": "2026-12-01"})

    assert answer.status_code == 422 and "Dit moet besproken worden" in answer.text and "vaker naar buiten" in answer.text
    assert "voor die dag" in answer.text
    assert Draft.objects.get().fields["text"] == TALK["text"]
    assert "vaker naar buiten" in client.get(url("talk", moment)).text, "also after a reload"


def test_typed_is_saved_and_told_under_my_drafts(cast, moment, as_employee):
    client = as_employee(cast.owner)

    saved = client.post(url("draft", moment), {"text": "Ik wil", "said-p1": "discussed", "draft-page": "een"}, headers={"accept": "application/json"})

    assert saved.json()["kept"]
    page = client.get(url("talk", moment)).text
    assert "Ik wil" in page and 'value="discussed" id="id_said-p1_0" checked' in page.replace(" required", "")
    assert url("talk", moment) in client.get(reverse("desk:drafts")).text
    assert "Ik wil" not in as_employee(cast.mate).get(url("talk", moment)).text, "a draft is one's own"
    client = as_employee(cast.owner)
    client.post(url("record", moment), TALK)
    assert not Draft.objects.exists()


def test_moving_tells_who_was_invited_if_asked(cast, moment, as_employee):
    inviting.invite(moment.pk)
    fields = {"from_on": moment.from_on, "until_on": moment.until_on, "at": f"{moment.from_on}T10:00", "reason": "Noor is ziek"}

    as_employee(cast.owner).post(url("move", moment), fields)
    assert Delivery.objects.count() == 1
    as_employee(cast.owner).post(url("move", moment), {**fields, "at": f"{moment.from_on}T11:00", "tell": "on"})

    assert "Noor is ziek" in Delivery.objects.latest("pk").message.text


def test_who_opened_it_for_a_while_decides_nothing(cast, moment, as_employee):
    conversation = moment.plan.conversation
    confidentiality.make(conversation, by=cast.owner, reason="Gaat over de zorg van mevrouw")
    assert as_employee(cast.mate).post(url("told", moment)).status_code == 404
    glass.break_one(conversation, by=cast.mate, reason="Mevrouw staat aan de balie")

    answer = as_employee(cast.mate).post(url("told", moment), follow=True)

    assert "met een reden" in answer.text
    moment.refresh_from_db()
    assert moment.invited == ""


def test_pages_stay_within_twelve_queries(cast, moment, as_employee, django_assert_max_num_queries):
    client = as_employee(cast.owner)
    for name in ("prepare", "talk"):
        client.get(url(name, moment))
        with django_assert_max_num_queries(12):
            client.get(url(name, moment))
