"""An employee at the desk of a filled town, and the pages they open, each through Django's own request path."""

import logging
import time

MESSAGES = 50
ROWS = 50  # of a page of the work list
SEARCHES = {
    "search: a common word": {"q": "gemeente"},
    "search: two words": {"q": "container lantaarn"},
    "search: tail of a compound": {"q": "korf"},
    "search: a compound": {"q": "bladkorf"},
    "search: a name": {"q": "Fatima Postma"},
    "search: said once": {"q": "zwaluwtil"},
    "search: nothing": {"q": "xylofoonles"},
    "search: with filters": {"q": "gemeente", "state": "open", "channel": "email", "files": "on"},
    "search: filters, long ago": {"q": "container", "state": "closed", "until": "2023-06-01"},
}


class Desk:
    """`pages` maps a name to (method, address, data); `fetch` opens one."""

    def __init__(self):
        from django.test import Client

        from gehoor.staff.models import Employee, Team

        logging.getLogger("django.request").setLevel(logging.ERROR)  # the peer is a page that is not there
        self.employee, is_new = Employee.objects.get_or_create(
            username="bram", defaults={"first_name": "Bram", "last_name": "de Wit"}
        )
        if is_new:
            self.employee.teams.set(Team.objects.filter(is_closed=False)[:4])
        self.client = Client(headers={"accept-language": "nl"}, SERVER_NAME="localhost")
        self.client.force_login(self.employee, backend="gehoor.staff.backend.Backend")
        conversation = self._conversation()
        self._take_on(ROWS)
        self.pages = {
            "peer: not found": ("get", "/nowhere/", {}),
            "rail": ("get", "/desk/rail/", {}),
            "queue": ("get", "/desk/queue/team/", {}),
            "my list": ("get", "/desk/queue/mine/", {}),
            "closed": ("get", "/desk/queue/closed/", {}),
            "conversation of 50": ("get", f"/desk/conversations/{conversation.reference}/", {}),
            "person": ("get", f"/desk/people/{conversation.person_id}/", {}),
            **{name: ("post", "/desk/search/", asked) for name, asked in SEARCHES.items()},
        }

    def fetch(self, name):
        """The response after redirects."""
        method, address, data = self.pages[name]
        return getattr(self.client, method)(address, data, follow=method == "post")

    def milliseconds(self, name) -> float:
        begin = time.perf_counter()
        self.fetch(name)
        return (time.perf_counter() - begin) * 1000

    def queries(self, name) -> int:
        """Queries of the costliest request in it, once everything that is made once is there."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        response = self.fetch(name)
        assert response.status_code == 200 or name.startswith("peer"), f"{name} gave {response.status_code}"
        with CaptureQueriesContext(connection) as captured:
            response = self.fetch(name)
        if not response.redirect_chain if hasattr(response, "redirect_chain") else True:
            return len(captured)
        with CaptureQueriesContext(connection) as last:
            self.client.get(response.redirect_chain[-1][0])
        return max(len(last), len(captured) - len(last))

    def _conversation(self):
        """A conversation with 50 messages back and forth, one of them with a word said nowhere else."""
        from gehoor.conversations.models import Conversation, Message
        from gehoor.postroom import note, send
        from gehoor.postroom.models import Delivery

        known = Message.objects.filter(text__startswith="Notitie 1: de zwaluwtil").first() if self._is_told() else None
        if known:
            return known.conversation
        conversation = Conversation.objects.visible_to(self.employee).open().order_by("pk").last()
        address = conversation.person.addresses.filter(kind="email").first().value
        for number in range(MESSAGES - conversation.messages.count()):
            if number % 2:
                note.add_internal(conversation, f"Notitie {number}: de zwaluwtil hangt bij de container.", by=self.employee)
            else:
                send.send(conversation, by=self.employee, kind="email", address=address, text=f"Antwoord {number}\n" * 6)
        sent = Delivery.objects.filter(message__conversation=conversation)
        sent.update(state=Delivery.State.SENT, leaves_at=None)  # long ago, as nearly all that stands on a timeline
        return conversation

    def _take_on(self, rows):
        """As many open conversations on their own list as a page shows, however large the town."""
        from gehoor.conversations.models import Conversation

        unassigned = Conversation.objects.visible_to(self.employee).open().filter(assignee=None).order_by("pk").values("pk")
        missing = rows - Conversation.objects.open().filter(assignee=self.employee).count()
        Conversation.objects.filter(pk__in=list(unassigned[: max(missing, 0)].values_list("pk", flat=True))).update(assignee=self.employee)

    def _is_told(self) -> bool:
        from gehoor.search.models import Document

        return Document.objects.filter(words="zwaluwtil").exists()
