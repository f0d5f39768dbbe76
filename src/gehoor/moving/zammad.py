"""Zammad: a folder with what its REST API gives (docs.zammad.org, api/ticket and api/user), fetched with `expand=true`.

    users-1.json ...          GET /api/v1/users?expand=true&page=1&per_page=200
    organizations-1.json ...  GET /api/v1/organizations?expand=true&page=1&per_page=200
    tickets-1.json ...        GET /api/v1/tickets?expand=true&page=1&per_page=100
    articles/22.json ...      GET /api/v1/ticket_articles/by_ticket/22?expand=true
    attachments/22/31/7       GET /api/v1/ticket_attachment/22/31/7
"""

from email.utils import parseaddr

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.channels.email.reading.html_safe import make_safe
from gehoor.channels.email.reading.html_text import html_to_text
from gehoor.conversations.models import Direction, WaitingFor
from gehoor.people.models import AddressKind
from gehoor.postroom import channel

from .export import Export, NoExport, moment, text
from .records import Author, BadRecord, PersonRecord, Said, Story

STAFF = {1, 2}  # roles Admin and Agent
SYSTEM = 1  # the user that is nobody ("-")
# What Zammad numbers from the beginning, for exports without the names that `expand=true` adds.
STATES = {1: "new", 2: "open", 3: "pending reminder", 4: "closed", 5: "merged"}
TYPES = {1: "email", 2: "sms", 3: "chat", 4: "fax", 5: "phone", 10: "note", 11: "web"}
SENDERS = {1: "Agent", 2: "Customer", 3: "System"}
CLOSED = {"closed", "closed successful", "closed unsuccessful"}
GONE = {"merged": gettext_lazy("merged into another ticket there"), "removed": gettext_lazy("removed there")}
KINDS = {"email": "email", "phone": "phone", "web": "webform", "fax": "letter"}  # else the channel of old things
ELSEWHERE = "earlier"
WITH_ADDRESS = {"email"}  # types whose from and to are addresses of people


class Zammad:
    """An export of Zammad."""

    pages = "tickets"

    def __init__(self, export: Export):
        self._export = export
        self._users = export.by_id("users")
        self._organisations = export.by_id("organizations")
        self._kinds = {config.kind for config in channel.all_channels()}
        self._articles = _by_ticket(export)
        if not export.pages(self.pages):
            raise NoExport(f"There is no tickets.json or tickets-1.json in {export.folder}.")

    def left_out(self) -> dict[str, int]:
        """What is never brought over: people without a ticket, and labels on people or tickets."""
        with_ticket = {row.get("customer_id") for row in self._export.rows(self.pages) if isinstance(row, dict)}
        agents = {pk for pk, user in self._users.items() if set(user.get("role_ids") or ()) & STAFF}
        return {_("people without a ticket"): len(self._users.keys() - with_ticket - agents - {SYSTEM}),
                _("notes about a person"): sum(bool(text(user.get("note")).strip()) for user in self._users.values())}

    def story(self, row: dict) -> Story:
        """A ticket with its articles. Raises `BadRecord`."""
        pk, notes = row.get("id"), []
        if not isinstance(pk, int):
            raise BadRecord(_("this ticket has no id"))
        state = text(row.get("state")) or STATES.get(row.get("state_id"), "")
        if state in GONE:
            raise BadRecord(str(GONE[state]))
        if not state:
            notes.append(_("its state is not in the export; brought over as open"))
        opened_at = moment(row.get("created_at"))
        articles = [article for article in self._articles_of(pk) if isinstance(article, dict)]
        said = sorted((self._said(row, article, notes) for article in articles), key=lambda one: one.at)
        if not said or opened_at is None:
            raise BadRecord(_("no articles of this ticket are in the export") if opened_at else _("this ticket has no date"))
        closed_at = (moment(row.get("close_at")) or said[-1].at) if state in CLOSED else None
        return Story(
            external_id=str(pk), number=text(row.get("number")) or str(pk), subject=text(row.get("title")),
            person=self._person(row.get("customer_id")), group=text(row.get("group")), opened_at=min(opened_at, said[0].at),
            said=tuple(said), closed_at=closed_at, waiting_for=_waiting(state, said), notes=tuple(notes),
        )

    def _articles_of(self, ticket: int) -> list:
        found = [row for page in self._export.pages(f"articles/{ticket}") for row in self._export.rows_of(page)]
        return found or self._articles.get(ticket, [])

    def _said(self, ticket: dict, row: dict, notes: list) -> Said:
        at, pk = moment(row.get("created_at")), row.get("id")
        if at is None or not isinstance(pk, int):
            raise BadRecord(_("an article of this ticket has no date or id"))
        sender = text(row.get("sender")) or SENDERS.get(row.get("sender_id"), "Agent")
        kind = text(row.get("type")) or TYPES.get(row.get("type_id"), "")
        is_theirs = sender == "Customer"
        writer = row.get("origin_by_id") or row.get("created_by_id")
        direction = Direction.IN if is_theirs else Direction.INTERNAL if row.get("internal") or kind == "note" else Direction.OUT
        body = text(row.get("body"))
        is_html = "html" in text(row.get("content_type"))
        other = text(row.get("from") if is_theirs else row.get("to"))
        return Said(
            external_id=f"article {pk}", at=at, direction=direction, channel=self._channel(kind, direction),
            text=html_to_text(body) if is_html else body, html=make_safe(body) if is_html else "",
            subject=text(row.get("subject")), message_id=text(row.get("message_id")), in_reply_to=text(row.get("in_reply_to")),
            address=parseaddr(other)[1].lower() if kind in WITH_ADDRESS and direction != Direction.INTERNAL else "",
            author=self._author(writer, row) if sender == "Agent" else None,
            person=self._person(writer) if is_theirs and self._is_another(writer, ticket) else None,
            automatic="auto" if sender == "System" else "", files=tuple(self._files(ticket, row, notes)),
        )

    def _channel(self, kind: str, direction) -> str:
        wanted = KINDS.get(kind, ELSEWHERE)
        if direction == Direction.INTERNAL:
            return "note"
        return wanted if wanted in self._kinds else ELSEWHERE

    def _is_another(self, writer, ticket: dict) -> bool:
        """A customer other than whose ticket it is wrote this (a partner, a colleague in copy)."""
        user = self._users.get(writer)
        return bool(user) and writer not in (SYSTEM, ticket.get("customer_id")) and bool(text(user.get("email")))

    def _person(self, pk) -> PersonRecord:
        user = self._users.get(pk)
        if user is None:
            raise BadRecord(_("the customer of this ticket is not in the export"))
        name = " ".join(filter(None, (text(user.get("firstname")).strip(), text(user.get("lastname")).strip())))
        addresses = [(AddressKind.EMAIL, text(user.get("email")))]
        addresses += [(AddressKind.PHONE, text(user.get(field))) for field in ("phone", "mobile")]
        house = self._organisations.get(user.get("organization_id"))
        return PersonRecord(
            external_id=str(pk), name="" if name == "-" else name, where=f"user {pk}",
            addresses=tuple((kind, one.strip()) for kind, one in addresses if one.strip()),
            organisation=(str(house["id"]), text(house.get("name"))) if house and text(house.get("name")) else None,
        )

    def _author(self, pk, row: dict) -> Author:
        user = self._users.get(pk)
        if user:
            name = f"{text(user.get('firstname'))} {text(user.get('lastname'))}".strip()
            return Author(name, text(user.get("email")))
        name, _address = parseaddr(text(row.get("from")))  # "Christopher Miller via Support <support@...>"
        return Author(name.partition(" via ")[0])

    def _files(self, ticket: dict, row: dict, notes: list):
        for each in row.get("attachments") or ():
            about = each.get("preferences") if isinstance(each.get("preferences"), dict) else {}
            try:
                yield self._export.file(
                    f"attachments/{int(ticket['id'])}/{int(row['id'])}/{int(each['id'])}", name=text(each.get("filename")),
                    content_type=text(about.get("Mime-Type") or about.get("Content-Type")),
                    content_id=text(about.get("Content-ID")).strip("<>"),
                    inline=text(about.get("Content-Disposition")).startswith("inline"),
                )
            except (BadRecord, KeyError, TypeError, ValueError) as bad:
                notes.append(str(bad) if isinstance(bad, BadRecord) else _("an attachment has no id"))


def _by_ticket(export: Export) -> dict[int, list]:
    """Articles that were fetched as pages, not by ticket."""
    found: dict[int, list] = {}
    for row in export.rows("ticket_articles"):
        if isinstance(row, dict) and isinstance(row.get("ticket_id"), int):
            found.setdefault(row["ticket_id"], []).append(row)
    return found


def _waiting(state: str, said) -> WaitingFor:
    spoken = [one for one in said if one.direction != Direction.INTERNAL]
    if state.startswith("pending"):
        return WaitingFor.OTHER
    return WaitingFor.PERSON if spoken and spoken[-1].direction == Direction.OUT else WaitingFor.US
