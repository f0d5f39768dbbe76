"""The figures of a lead against what was done: six chats by the pages that people use, with the minutes known."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gehoor.channels.chat.models import Chat
from gehoor.lines.models import Turn
from gehoor.lines.tests.conftest import beats
from gehoor.queues.models import Handover

pytestmark = pytest.mark.django_db
DONE = [("10:00", "10:01"), ("10:10", "10:15"), ("10:20", "10:21"), ("10:30", "10:32"), ("10:40", "10:41"), ("10:50", "10:53")]
NOTE = {"asked": "Neem jij het over?", "summary": "Over een bladkorf", "promises": "", "tried": ""}


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def on_tuesday(clock):
    def at(words):
        clock.is_at(f"2026-12-08T{words}")
        cache.clear()

    return at


@pytest.fixture
def helped(cast, as_employee, on_tuesday):
    """Each begins and is taken at the minute that stands in `DONE`, and is over two minutes later."""
    on_tuesday("09:59")
    employee = Client()
    employee.force_login(cast.owner)
    employee.post("/desk/live/availability/", {"channel": "chat", "state": "available"})
    for number, (begins, taken) in enumerate(DONE):
        on_tuesday(begins)
        beats(cast.owner, cast.mate)
        asked = {"question": f"Vraag {number}", "page": f"startpagina-{number}", "name": "", "mail": "", "phone": ""}
        Client().post("/chat/", asked)
        Turn.objects.filter(state__in=Turn.IN_LINE).update(joined_at=timezone.now(), waits_since=timezone.now())
        on_tuesday(taken)
        beats(cast.owner, cast.mate)
        turn = Turn.objects.latest("pk")
        assert employee.post(f"/desk/live/{turn.pk}/taking/").url == f"/desk/conversations/{turn.conversation.reference}/"
        assert employee.post(reverse("chat:end", args=[turn.conversation.reference])).status_code == 302
    return employee


def test_it_works(helped, cast, as_employee, on_tuesday):
    last = Chat.objects.latest("pk").conversation
    helped.post(f"/desk/conversations/{last.reference}/handover/offer/", NOTE | {"to": f"colleague:{cast.mate.pk}"})
    mate = Client()
    mate.force_login(cast.mate)
    mate.post(f"/desk/handovers/{Handover.objects.get().pk}/acceptance/")
    on_tuesday("12:00")
    assert "1 keer overgedragen, 3 minuten gewacht" in text(mate.get(f"/desk/conversations/{last.reference}/"))

    lead = as_employee(cast.lead)
    # Six steps and six waits, 13 minutes together, and one transfer: 17 of a hundred contacts.
    assert "7 dec 2026 100% 6 100 6, gemiddeld 2 min 17" in text(lead.get(reverse("desk:hurdles")))
    assert "2026-12-07;Chat;6;100;6;0;0;6;1;0;0;2" in lead.get(reverse("desk:hurdles_csv")).content.decode()
    # Each was told "about a minute", and three waited as long as that.
    assert "7 dec 2026 50% van 6 gemiddeld 2 minuten gewacht" in text(lead.get(reverse("desk:waits")))
