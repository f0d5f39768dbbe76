"""Confidential, outsourced, and the broken glass: who sees what, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations import confidentiality, glass, threading, visibility
from gehoor.conversations.models import Conversation, GlassBreak, Grant
from gehoor.core.models import Event
from gehoor.queues import routing, worklist
from gehoor.trust.models import TrustSettings

WHY = "Gaat over huiselijk geweld"
ASKED = "Mevrouw staat aan de balie en vraagt ernaar"


def sees(employee, conversation) -> bool:
    return Conversation.objects.visible_to(employee).filter(pk=conversation.pk).exists()


@pytest.fixture
def secret(cast, told):
    """A confidential question of the open team, that `owner` has and `mate` made confidential."""
    conversation = told(team=cast.teams.open)
    routing.assign(conversation, cast.owner, by=cast.owner)
    confidentiality.make(conversation, reason=WHY, by=cast.mate)
    return conversation


def test_confidential_is_for_who_has_it_who_is_named_and_the_leads(cast, secret):
    assert sees(cast.owner, secret) and sees(cast.mate, secret) and sees(cast.lead, secret)
    assert not any(sees(one, secret) for one in (cast.outsider, cast.insider, cast.hired, cast.admin, cast.editor))
    assert Event.objects.get(kind="conversation.made_confidential").data == {"reason": WHY}


def test_a_lead_of_another_team_does_not_see_it(cast, secret):
    cast.lead.teams.set([cast.teams.other])

    assert not sees(type(cast.lead).objects.get(pk=cast.lead.pk), secret)


def test_naming_and_taking_off_again(cast, secret):
    confidentiality.name(secret, cast.outsider, by=cast.owner)
    confidentiality.name(secret, cast.outsider, by=cast.owner)
    assert sees(cast.outsider, secret)

    confidentiality.unname(secret, cast.outsider, by=cast.owner)
    assert not sees(cast.outsider, secret)
    assert Event.objects.filter(kind="conversation.reader_named").count() == 1


def test_no_longer_confidential_leaves_no_name_behind(cast, secret):
    confidentiality.lift(secret, by=cast.owner)
    routing.move(secret, cast.teams.closed, by=cast.owner)

    assert not sees(cast.mate, secret) and not Grant.objects.exists()


def test_a_reason_is_asked_for(cast, told):
    with pytest.raises(confidentiality.NeedsReason):
        confidentiality.make(told(), reason=" .  ", by=cast.owner)


@pytest.mark.parametrize("secret_first", [True, False])
def test_joined_is_as_confidential_as_the_stricter_of_both(cast, told, secret, secret_first):
    other = told(team=cast.teams.open)
    into = threading.join(secret, other, by=cast.owner) if secret_first else threading.join(other, secret, by=cast.owner)

    for one in (secret, other):
        assert not sees(cast.outsider, one) and sees(cast.mate, one)
    assert into.is_confidential


def test_outsourced_see_their_own_teams_only(cast, told):
    ours, theirs = told(team=cast.teams.open), told(team=cast.teams.hired)
    nobodys = told()
    Conversation.objects.filter(pk=nobodys.pk).update(team=None)

    assert list(Conversation.objects.visible_to(cast.hired)) == [theirs]
    assert sees(cast.owner, ours) and sees(cast.owner, theirs) and sees(cast.owner, nobodys)
    assert list(worklist.select(cast.hired, "team")) == [theirs]


def test_one_outsourced_team_is_enough_to_see_own_teams_only(cast, told):
    cast.hired.teams.add(cast.teams.other)

    assert not sees(cast.hired, told(team=cast.teams.open)) and sees(cast.hired, told(team=cast.teams.other))


def test_whose_name_can_stand_on_it(cast, told):
    open_one, closed_one, hired_one = told(), told(team=cast.teams.closed), told(team=cast.teams.hired)

    assert cast.hired not in visibility.who_can_have(open_one) and cast.owner in visibility.who_can_have(open_one)
    assert list(visibility.who_can_have(closed_one)) == [cast.insider]
    assert cast.hired in visibility.who_can_have(hired_one)
    assert not {cast.admin, cast.editor} & set(visibility.who_can_have(hired_one))


def test_broken_glass_opens_for_a_while(cast, told):
    secret = told(team=cast.teams.closed)
    assert glass.behind(cast.owner, secret.reference) == secret
    broken = glass.break_one(secret, reason=ASKED, by=cast.owner)

    assert sees(cast.owner, secret) and not sees(cast.mate, secret)
    assert not Conversation.objects.kept_by(cast.owner).filter(pk=secret.pk).exists()
    assert broken.until - broken.at == pytest.approx(timedelta(minutes=60), abs=timedelta(seconds=5))
    Grant.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not sees(cast.owner, secret)


def test_who_asks_for_a_person_gets_what_is_hidden_and_is_written_down(cast, told):
    visible, secret = told(), told(team=cast.teams.closed)
    [broken] = glass.break_for_person(visible.person, reason=ASKED, by=cast.owner)

    assert broken.conversation == secret
    assert glass.break_for_person(visible.person, reason=ASKED, by=cast.insider) == []
    assert Event.objects.filter(kind="person.glass_asked").count() == 2


def test_the_owner_and_the_leads_are_told(cast, told):
    theirs = told(team=cast.teams.closed)
    routing.assign(theirs, cast.insider, by=cast.insider)
    broken = glass.break_one(theirs, reason=ASKED, by=cast.owner)

    assert list(glass.told_to(cast.insider)) == list(glass.told_to(cast.owner)) == [broken]
    assert list(glass.to_review(cast.lead)) == [broken]  # the closed team has no lead: then every lead looks
    assert not glass.told_to(cast.mate) and not glass.to_review(cast.insider)

    cast.insider.role = "lead"
    cast.insider.save()
    assert not glass.to_review(cast.lead) and list(glass.to_review(cast.insider)) == [broken]


def test_nobody_reviews_what_they_did_themselves(cast, secret):
    cast.lead.teams.set([cast.teams.other])
    lead = type(cast.lead).objects.get(pk=cast.lead.pk)
    glass.break_one(secret, reason=ASKED, by=lead)

    assert not glass.to_review(lead)


def test_not_agreed_closes_it_at_once(cast, told):
    secret = told(team=cast.teams.closed)
    broken = glass.break_one(secret, reason=ASKED, by=cast.owner)
    glass.review(broken, agreed=False, note="Bel ons eerst", by=cast.lead)
    glass.review(broken, agreed=True, note="te laat", by=cast.insider)

    assert not sees(cast.owner, secret)
    broken = GlassBreak.objects.get()
    assert (broken.agreed, broken.review, broken.reviewed_by) == (False, "Bel ons eerst", cast.lead)


@pytest.mark.parametrize(("decided", "who"), [("nobody", ""), ("leads", "lead"), ("all", "owner lead")])
def test_the_organisation_decides_who_may(cast, decided, who):
    TrustSettings.objects.create(glass_for=decided)

    for name in ("owner", "lead", "hired", "admin", "editor"):
        assert glass.may_break(getattr(cast, name)) == (name in who.split()), name
