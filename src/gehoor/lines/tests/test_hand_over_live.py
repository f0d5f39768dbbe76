"""Live contact goes along with its conversation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations import confidentiality
from gehoor.core.models import Event
from gehoor.lines import routing, skills
from gehoor.lines.models import Turn
from gehoor.queues import handing_over
from gehoor.queues import routing as queues
from gehoor.queues.models import Handover

pytestmark = pytest.mark.django_db
TOLD = {"summary": "Vraagt een bladkorf.", "asked": "Help haar verder."}


@pytest.fixture
def live(cast, comes):
    """Bram helps Fatima by chat."""
    return routing.take(comes(), cast.owner)


def fresh(turn):
    return Turn.objects.select_related("conversation").get(pk=turn.pk)


def test_it_works(cast, live):
    handover = handing_over.offer(live.conversation, by=cast.owner, kind="colleague", employee=cast.mate, **TOLD)
    assert fresh(live).taken_by == cast.owner, "until a colleague accepts it"

    handing_over.accept(handover.pk, by=cast.mate)

    assert (fresh(live).state, fresh(live).taken_by) == ("taken", cast.mate)
    assert Event.objects.get(kind="turn.handed").data["to"] == "Noor Haddad"


def test_nobody_accepts_and_it_stays(cast, live):
    handover = handing_over.offer(
        live.conversation, by=cast.owner, kind="colleague", employee=cast.mate, due_at=timezone.now() - timedelta(seconds=1), **TOLD
    )
    handing_over.return_overdue()

    assert Handover.objects.came_back().get() == handover and fresh(live).taken_by == cast.owner


def test_moved_to_a_team_it_is_at_the_front_of_their_line(cast, live):
    Turn.objects.filter(pk=live.pk).update(team=cast.teams.open)
    queues.move(live.conversation, cast.teams.other, by=cast.owner)

    now = fresh(live)
    assert (now.state, now.team, now.joined_at) == ("waiting", cast.teams.other, live.joined_at)


def test_moved_to_a_closed_team_it_is_offered_to_nobody_else_any_more(cast, comes, is_there):
    is_there(cast.owner)
    offered = comes()
    assert routing.offer_waiting() == 1
    queues.move(offered.conversation, cast.teams.closed, by=cast.lead)

    assert (fresh(offered).state, fresh(offered).offered_to) == ("waiting", None)


def test_what_is_confidential_is_offered_to_who_may_read_it(cast, live, is_there):
    confidentiality.make(live.conversation, reason="Gaat over thuis.", by=cast.owner)
    is_there(cast.mate)
    routing.give_back(live, "vanished")
    assert routing.offer_waiting() == 0, "a colleague could not even open it"
    is_there(cast.lead)
    routing.offer_waiting()

    assert (fresh(live).state, fresh(live).offered_to) == ("offered", cast.lead)


def test_who_gave_it_away_is_not_offered_it_first(cast, live, is_there):
    """To another team the chat waits for that team; back to the line, for a colleague."""
    is_there(cast.owner), is_there(cast.mate, capacity=1), is_there(cast.outsider)
    queues.move(live.conversation, cast.teams.other, by=cast.owner)
    assert Turn.objects.get().team == cast.teams.other
    routing.offer_waiting()
    assert Turn.objects.get().offered_to == cast.mate, "the one of that team"

    routing.take(live, cast.mate)
    routing.give_back(live, by=cast.mate)
    Turn.objects.update(joined_at=live.joined_at - timedelta(minutes=4))
    routing.offer_waiting()
    assert Turn.objects.get().offered_to is None, "not at once to who gave it back"


def test_back_to_the_line_goes_to_a_colleague_first(cast, live, is_there, as_employee):
    is_there(cast.owner), is_there(cast.mate)
    as_employee(cast.owner).post(f"/desk/live/{live.pk}/return/")
    routing.offer_waiting()

    assert Turn.objects.get().offered_to == cast.mate


def test_the_desk_gives_two_minutes(cast, live, as_employee):
    page = as_employee(cast.owner).get(f"/desk/conversations/{live.conversation.reference}/handover/").content.decode()
    assert "Leeg: 2 minuten" in page and 'value="colleague:' in page and f'value="colleague:{cast.hired.pk}"' not in page
    as_employee(cast.owner).post(f"/desk/conversations/{live.conversation.reference}/handover/offer/", {
        "to": f"colleague:{cast.mate.pk}", **TOLD, "promises": "", "tried": "",
    })

    left = Handover.objects.get().due_at - timezone.now()
    assert timedelta(minutes=1) < left <= timedelta(minutes=2)


def test_an_administrator_says_who_speaks_what(cast, as_employee):
    client = as_employee(cast.admin)
    address = f"/administration/employees/{cast.mate.pk}/"
    client.post(f"{address}skills/", {"skills-languages": ["ar", "tr"], "skills-subjects": "Belastingen\n\n Afval  en groen \nAfval en groen"})

    assert skills.of(cast.mate) == {"language": ["ar", "tr"], "subject": ["Afval en groen", "Belastingen"]}
    assert "Afval en groen" in client.get(address).content.decode()
    client.post(f"{address}skills/", {"skills-languages": ["tr"], "skills-subjects": ""})
    assert skills.of(cast.mate) == {"language": ["tr"], "subject": []}
    assert client.post(f"{address}skills/", {"skills-languages": ["klingon"]}).status_code == 422
