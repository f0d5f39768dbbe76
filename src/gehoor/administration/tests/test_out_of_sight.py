"""A confidential conversation that nobody may read any more: an administrator sees that it is there, and names somebody."""

import pytest

from gehoor.conversations import confidentiality, out_of_sight, threading
from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.queues import routing
from gehoor.staff import employment

pytestmark = pytest.mark.django_db
PAGE = "/administration/out-of-sight/"


@pytest.fixture
def secret(cast, told):
    """Confidential, in a team without a lead; `owner` has it and `mate` is named."""
    cast.lead.teams.set([cast.teams.open])
    conversation = told(subject="Paspoort zoek", team=cast.teams.other)
    routing.assign(conversation, cast.owner, by=cast.owner)
    confidentiality.make(conversation, reason="Huiselijk geweld", by=cast.mate)
    return conversation


@pytest.fixture
def lost(cast, secret):
    employment.leave(cast.owner, by=cast.admin), employment.leave(cast.mate, by=cast.admin)
    return secret


def seen_by_somebody(cast, conversation) -> bool:
    everyone = type(cast.owner).objects.filter(is_active=True)
    return any(Conversation.objects.visible_to(one).filter(pk=conversation.pk).exists() for one in everyone)


def test_it_works(cast, lost, as_employee):
    admin = as_employee(cast.admin)
    assert PAGE in admin.get("/administration/running/").content.decode()
    page = admin.get(PAGE).content.decode()
    assert lost.reference in page and "Paspoort" not in page and "Fatima" not in page and "geweld" not in page

    done = admin.post(PAGE, {"conversation": lost.reference, "employee": cast.outsider.pk}, follow=True).content.decode()
    assert "Joris Buiten" in done and f'value="{lost.reference}"' not in done
    assert as_employee(cast.outsider).get(f"/desk/conversations/{lost.reference}/").status_code == 200
    assert Event.objects.get(kind="conversation.reader_named").actor == cast.admin
    assert as_employee(cast.admin).get(f"/desk/conversations/{lost.reference}/").status_code == 403


def test_one_reader_is_enough(cast, secret):
    def listed():
        return list(out_of_sight.conversations()) == [secret]

    assert not listed() and seen_by_somebody(cast, secret)
    employment.leave(cast.owner, by=cast.admin)
    assert not listed() and seen_by_somebody(cast, secret)
    confidentiality.unname(secret, cast.mate, by=cast.mate)
    assert listed() and not seen_by_somebody(cast, secret)
    cast.lead.teams.add(cast.teams.other)
    assert not listed() and seen_by_somebody(cast, secret)


@pytest.mark.parametrize("team", ["closed", "hired", "other"])
def test_who_has_it_counts_only_where_the_team_is_open_to_them(cast, told, team):
    for who in (cast.outsider, cast.insider, cast.hired):
        conversation = told(team=getattr(cast.teams, team))
        Conversation.objects.filter(pk=conversation.pk).update(is_confidential=True, assignee=who)

        listed = out_of_sight.conversations().filter(pk=conversation.pk).exists()
        assert listed != seen_by_somebody(cast, conversation), who


def test_what_was_joined_is_not_told_twice(cast, told, lost):
    threading.join(told(text="Nog eens"), lost, by=cast.lead)

    assert list(out_of_sight.conversations()) == [lost]


@pytest.mark.parametrize("who", ["owner", "lead", "editor"])
def test_for_administrators_only(cast, lost, as_employee, who):
    assert as_employee(getattr(cast, who if who != "owner" else "outsider")).get(PAGE).status_code == 403


def test_nobody_is_named_where_somebody_reads_it(cast, secret, told, as_employee):
    admin = as_employee(cast.admin)
    for reference in (secret.reference, told().reference, "nonsense", "x" * 500):
        admin.post(PAGE, {"conversation": reference, "employee": cast.outsider.pk})
    admin.post(PAGE, {"conversation": secret.reference, "employee": "x"})
    admin.post(PAGE, {"conversation": secret.reference, "employee": cast.admin.pk})

    assert not Event.objects.filter(kind="conversation.reader_named").exists()


def test_it_is_cheap(cast, lost, as_employee, django_assert_max_num_queries):
    admin = as_employee(cast.admin)
    admin.get(PAGE)
    with django_assert_max_num_queries(12):
        admin.get(PAGE)
