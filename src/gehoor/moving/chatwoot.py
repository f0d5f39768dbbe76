"""Chatwoot: a folder with what its application API gives (/api/v1/accounts/ID/..., `payload` of each page).

    contacts-1.json ...       GET contacts?page=1
    inboxes.json              GET inboxes
    agents.json               GET agents
    conversations-1.json ...  GET conversations?status=all&page=1
    messages/41.json ...      GET conversations/41/messages (before=... for older pages: messages/41-2.json)
    attachments/77/5.pdf      the `data_url` of attachment 5 of message 77
"""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from gehoor.channels.email.reading.html_safe import make_safe
from gehoor.conversations.models import Direction, WaitingFor
from gehoor.people.models import AddressKind
from gehoor.postroom import channel

from .export import Export, NoExport, moment, text
from .records import Author, BadRecord, PersonRecord, Said, Story

INCOMING, OUTGOING, ACTIVITY, TEMPLATE = range(4)  # message_type
KINDS = {"Channel::Email": "email"}  # else the channel of old things: chat and the like
ELSEWHERE = "earlier"
SUBJECT = 80  # characters of the first message that stand for a subject where there is none


class Chatwoot:
    """An export of Chatwoot."""

    pages = "conversations"

    def __init__(self, export: Export):
        self._export = export
        self._contacts = export.by_id("contacts")
        self._inboxes = export.by_id("inboxes")
        self._agents = export.by_id("agents")
        self._kinds = {config.kind for config in channel.all_channels()}
        if not export.pages(self.pages):
            raise NoExport(f"There is no conversations.json or conversations-1.json in {export.folder}.")

    def left_out(self) -> dict[str, int]:
        """What is never brought over: people who never wrote, and labels."""
        rows = [row for row in self._export.rows(self.pages) if isinstance(row, dict)]
        wrote = {((row.get("meta") or {}).get("sender") or {}).get("id") for row in rows}
        return {_("people without a conversation"): len(self._contacts.keys() - wrote),
                _("labels"): sum(len(row.get("labels") or ()) for row in rows)}

    def story(self, row: dict) -> Story:
        """A conversation with its messages. Raises `BadRecord`."""
        pk, notes = row.get("id"), []
        if not isinstance(pk, int):
            raise BadRecord(_("this conversation has no id"))
        meta = row.get("meta") if isinstance(row.get("meta"), dict) else {}
        inbox = self._inboxes.get(row.get("inbox_id"), {})
        kind = KINDS.get(text(meta.get("channel")) or text(inbox.get("channel_type")), ELSEWHERE)
        kind = kind if kind in self._kinds else ELSEWHERE
        messages = {each["id"]: each for each in self._messages(pk) if isinstance(each.get("id"), int)}
        said = [self._said(each, kind, notes) for each in messages.values() if each.get("message_type") != ACTIVITY]
        said.sort(key=lambda one: one.at)
        if not said:
            raise BadRecord(_("no messages of this conversation are in the export"))
        status = text(row.get("status"))
        ended = moment(row.get("last_activity_at")) or said[-1].at
        return Story(
            external_id=str(pk), number=str(pk), subject=_subject(row, said), person=self._person(meta.get("sender")),
            group=text((meta.get("team") or {}).get("name")) or text(inbox.get("name")),
            opened_at=min(moment(row.get("created_at")) or said[0].at, said[0].at), said=tuple(said),
            closed_at=max(ended, said[-1].at) if status == "resolved" else None,
            waiting_for=_waiting(status, said), notes=tuple(notes),
        )

    def _messages(self, conversation: int) -> list[dict]:
        return [
            row for page in self._export.pages(f"messages/{conversation}") for row in self._export.rows_of(page)
            if isinstance(row, dict)
        ]

    def _said(self, row: dict, kind: str, notes: list) -> Said:
        at, who = moment(row.get("created_at")), row.get("message_type")
        if at is None:
            raise BadRecord(_("a message of this conversation has no date"))
        direction = Direction.IN if who == INCOMING else Direction.INTERNAL if row.get("private") else Direction.OUT
        mail = (row.get("content_attributes") or {}).get("email") or {}
        sender = row.get("sender") if isinstance(row.get("sender"), dict) else {}
        is_mail = kind in KINDS.values()
        source = text(row.get("source_id")).strip("<>")
        return Said(
            external_id=f"message {row['id']}", at=at, direction=direction,
            channel="note" if direction == Direction.INTERNAL else kind, text=text(row.get("content")).strip(),
            html=make_safe(text((mail.get("html_content") or {}).get("full"))), subject=text(mail.get("subject")),
            message_id=f"<{source}>" if is_mail and "@" in source else "",
            address=text(sender.get("email")).lower() if is_mail and direction == Direction.IN else "",
            author=self._author(sender) if direction != Direction.IN and who == OUTGOING else None,
            automatic="auto" if who == TEMPLATE else "", files=tuple(self._files(row, notes)),
        )

    def _person(self, sender) -> PersonRecord:
        sender = sender if isinstance(sender, dict) else {}
        contact = {**sender, **self._contacts.get(sender.get("id"), {})}
        if not isinstance(contact.get("id"), int):
            raise BadRecord(_("the contact of this conversation is not in the export"))
        addresses = [(AddressKind.EMAIL, text(contact.get("email"))), (AddressKind.PHONE, text(contact.get("phone_number")))]
        return PersonRecord(
            external_id=str(contact["id"]), name=text(contact.get("name")), where=f"contact {contact['id']}",
            addresses=tuple((kind, one.strip()) for kind, one in addresses if one.strip()),
        )

    def _author(self, sender: dict) -> Author | None:
        agent = {**sender, **self._agents.get(sender.get("id"), {})}
        return Author(text(agent.get("name")), text(agent.get("email"))) if agent else None

    def _files(self, row: dict, notes: list):
        for each in row.get("attachments") or ():
            place = unquote(PurePosixPath(urlsplit(text(each.get("data_url"))).path).name)
            try:
                yield self._export.file(f"attachments/{int(row['id'])}/{int(each['id'])}", name=place)
            except (BadRecord, KeyError, TypeError, ValueError) as bad:
                notes.append(str(bad) if isinstance(bad, BadRecord) else _("an attachment has no id"))


def _subject(row: dict, said) -> str:
    told = text((row.get("additional_attributes") or {}).get("mail_subject"))
    first = " ".join(next((one.text for one in said if one.text), "").split())
    return told or (first if len(first) <= SUBJECT else first[: SUBJECT - 1].rsplit(" ", 1)[0] + "…")


def _waiting(status: str, said) -> WaitingFor:
    spoken = [one for one in said if one.direction != Direction.INTERNAL and not one.automatic]
    if status == "snoozed":
        return WaitingFor.OTHER
    return WaitingFor.PERSON if spoken and spoken[-1].direction == Direction.OUT else WaitingFor.US
