"""What is handed over while somebody waits for an answer stands on every page of whom it concerns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations import confidentiality
from gehoor.lines import routing
from gehoor.queues import handing_over
from gehoor.queues.models import Handover

pytestmark = pytest.mark.django_db
TOLD = {"summary": "Vraagt een bladkorf.", "asked": "Help haar verder."}
PAGE = "/desk/queue/team/"


@pytest.fixture
def top(as_employee):
    """`top(cast.owner)` is what is handed over to them, as it stands at the top of a page; "" for nothing."""

    def of(employee):
        page = as_employee(employee).get(PAGE, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        return page.partition('data-offer="handover-')[2].partition("</section>")[0]

    return of


@pytest.fixture
def live(cast, comes):
    """Bram helps Fatima by chat."""
    return routing.take(comes(), cast.owner)


def offer(cast, conversation, **to):
    return handing_over.offer(conversation, by=cast.owner, **(to or {"kind": "colleague", "employee": cast.mate}), **TOLD)


def test_it_works(cast, live, top, as_employee):
    handover = offer(cast, live.conversation)
    assert "Bram de Wit hands this over to you" in top(cast.mate) and "Vraag van Fatima" in top(cast.mate)
    assert not top(cast.owner) and not top(cast.outsider)

    as_employee(cast.mate).post(f"/desk/handovers/{handover.pk}/acceptance/")
    assert not top(cast.mate)


def test_what_nobody_accepts_is_an_alarm_on_every_page(cast, live, top, as_employee):
    handover = offer(cast, live.conversation)
    Handover.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    handing_over.return_overdue()
    assert "Noor Haddad did not accept this in time; it is back with Bram de Wit" in top(cast.owner)
    assert not top(cast.mate)

    as_employee(cast.owner).post(f"/desk/handovers/{handover.pk}/note/")
    assert not top(cast.owner)


def test_why_it_was_declined(cast, live, top):
    handing_over.decline(offer(cast, live.conversation).pk, by=cast.mate, reason="Ik ken bladkorven niet.")
    assert "Noor Haddad declined this" in top(cast.owner) and "Ik ken bladkorven niet." in top(cast.owner)


def test_everyone_of_the_team_it_goes_to(cast, live, top):
    offer(cast, live.conversation, kind="team", team=cast.teams.open)
    assert "hands this over to you" in top(cast.mate)


def test_what_is_confidential_tells_no_subject(cast, live, top):
    confidentiality.make(live.conversation, reason="Gaat over thuis.", by=cast.owner)
    offer(cast, live.conversation)
    assert "Fatima" in top(cast.mate) and "Vraag van Fatima" not in top(cast.mate)


def test_what_can_wait_stands_among_the_handovers_only(cast, told, top):
    offer(cast, told())
    assert not top(cast.mate)
