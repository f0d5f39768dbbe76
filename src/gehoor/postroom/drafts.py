"""Keeping what is typed as it is typed, so that no crash, log-out, colleague or second window takes it away.

A page saves with the version it last heard of and a name of its own. Where another page of the same employee saved
since, nothing is overwritten: what came second is kept beside it (`Draft.others`) until the employee chooses.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from gehoor.conversations.models import Conversation

from . import citing
from .inbound import InboundFile
from .models import Draft, DraftFile

FILES_LIMIT = 25 * 1024 * 1024  # bytes together, what mail servers commonly take
MOST_FILES = 50
MOST_PAGES = 5  # windows whose text is kept beside the draft
LONGEST = {"text": 100_000, "summary": 20_000, "cites": citing.LONGEST}  # characters
LONGEST_FIELD = 1000
KEPT_AFTER_THROWING_AWAY = timedelta(days=1)
FIELDS = {
    Draft.Kind.REPLY: re.compile(r"to|text|subject|cites"),
    Draft.Kind.NOTE: re.compile(r"text"),
    Draft.Kind.CONTACT: re.compile(r"who|choice|name|phone|email|subject|text|began|now|cites|summary|summary-\d{1,18}"),
    Draft.Kind.PLANNED: re.compile(r"text|channel|then|(said|line)-[po]\d{1,6}|(what|who|by)-\d"),
}
SET_BY_ITSELF = ("to", "cites", "choice", "began", "now", "channel", "then", *(f"who-{row}" for row in range(10)))  # alone they are no text of anybody's


class TooLong(ValueError):
    """A text is longer than the form it stands in takes. `limit` is in characters."""

    def __init__(self, limit):
        super().__init__(limit)
        self.limit = limit


class TooMuch(ValueError):
    """These files are more than can go along. `total` is in bytes."""

    def __init__(self, total):
        super().__init__(total)
        self.total = total


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is being written, and by whom: there is one draft of each."""

    employee: object
    kind: str
    conversation: Conversation | None = None
    channel: str = ""

    def drafts(self):
        """The one draft that is kept here, or none."""
        kept = Draft.objects.of(self.employee).kept()
        return kept.filter(kind=self.kind, conversation=self.conversation, channel=self.channel)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the draft (None where nothing is left to keep), and whether it stands beside another."""

    draft: Draft | None
    version: int
    is_beside: bool = False


@transaction.atomic
def save(place: Place, fields: dict, *, version=0, page="", seen=None, comes_first=False) -> Saved:
    """Keep `fields` as typed on `page`, which last heard of `version`. Raises `TooLong`; then nothing changed.

    Where another page saved since, this goes beside that, or that beside this where it `comes_first`.
    """
    fields = _as_typed(place.kind, fields)
    draft = place.drafts().select_for_update().first()
    if draft is None:
        if not _says_something(fields):
            return Saved(None, version)
        draft = _held(place)
    if _is_of_another_page(draft, fields, version, page):
        if not comes_first:
            return _keep_beside(draft, fields, page)
        draft.others.append(_beside(draft.fields, draft.page or "earlier", draft.changed_at))
    draft.others = [other for other in draft.others if other["page"] != page]
    if not (_says_something(fields) or draft.others or draft.files.exists()):
        draft.delete()
        return Saved(None, draft.version)
    draft.fields, draft.page, draft.changed_at = fields, page, timezone.now()
    draft.seen = seen if seen is not None else draft.seen
    draft.version = max(draft.version, version) + 1
    draft.save()
    return Saved(draft, draft.version)


def _held(place) -> Draft:
    """The draft of this place, made if there is none, locked until the transaction ends."""
    draft, _is_new = Draft.objects.select_for_update().get_or_create(
        employee=place.employee, kind=place.kind, conversation=place.conversation, channel=place.channel, deleted_at=None
    )
    return draft


def _is_of_another_page(draft, fields, version, page) -> bool:
    return draft.version not in (0, version) and draft.page != page and draft.fields != fields


def _beside(fields, page, at) -> dict:
    return {"page": page, "fields": fields, "at": at.isoformat()}


def _keep_beside(draft, fields, page) -> Saved:
    rest = [other for other in draft.others if other["page"] != page and other["fields"] != fields]
    mine = _beside(fields, page, timezone.now())
    draft.others = [*rest, mine][-MOST_PAGES:] if _says_something(fields) else rest
    draft.save(update_fields=["others"])
    return Saved(draft, draft.version, is_beside=True)


def _as_typed(kind, fields) -> dict[str, str]:
    """Only what the form has, without what is empty."""
    typed = {name: text.replace("\r\n", "\n") for name, text in fields.items() if FIELDS[kind].fullmatch(name)}
    found = {name: text for name, text in typed.items() if text}
    for name, text in found.items():
        if len(text) > LONGEST.get(name, LONGEST_FIELD):
            raise TooLong(LONGEST.get(name, LONGEST_FIELD))
    return found


def _says_something(fields) -> bool:
    return any(text.strip() for name, text in fields.items() if name not in SET_BY_ITSELF)


@transaction.atomic
def choose(place: Place, page: str, *, use: bool):
    """What another window wrote changes places with the draft, so that nothing is lost by choosing, or is let go."""
    draft = place.drafts().select_for_update().first()
    chosen = next((other for other in draft.others if other["page"] == page), None) if draft else None
    if chosen is None:
        return
    rest = [other for other in draft.others if other is not chosen]
    if use:
        if _says_something(draft.fields):
            rest.append(_beside(draft.fields, draft.page or "earlier", draft.changed_at))
        draft.fields, draft.page, draft.changed_at = chosen["fields"], "", timezone.now()
    draft.others, draft.version = rest, draft.version + 1
    draft.save()


@transaction.atomic
def add_files(place: Place, files) -> Draft:
    """Put these `InboundFile`s with the draft at once. Raises `TooMuch`; then none of them is kept."""
    draft = _held(place)
    there = draft.files.aggregate(total=Sum("size"))["total"] or 0
    total = there + sum(len(file.content) for file in files)
    if total > FILES_LIMIT or draft.files.count() + len(files) > MOST_FILES:
        if not draft.version and not there:
            draft.delete()
        raise TooMuch(total)
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, name=file.name[:255], content_type=file.content_type[:127], size=len(file.content),
                  content=file.content)
        for file in files
    )
    draft.changed_at = timezone.now()
    draft.save(update_fields=["changed_at"])
    return draft


@transaction.atomic
def remove_file(place: Place, token: str):
    """Take a file out; the draft goes with it where nothing else is in it."""
    draft = place.drafts().select_for_update().first()
    if draft is None:
        return
    draft.files.filter(token=token).delete()
    if not (_says_something(draft.fields) or draft.others or draft.files.exists()):
        draft.delete()


def files_to_send(place: Place) -> dict[str, InboundFile]:
    """The files of the draft by token, in the order they were added."""
    files = DraftFile.objects.filter(draft__in=place.drafts()).order_by("pk")
    return {file.token: InboundFile(file.name, file.content_type, bytes(file.content)) for file in files}


@transaction.atomic
def done(place: Place):
    """It was sent or filed: the draft is no more, save what another window wrote and nobody chose between."""
    draft = place.drafts().select_for_update().first()
    if draft is None:
        return
    others = [other for other in draft.others if other["fields"].get("text") != draft.text]
    if not others:
        draft.delete()
        return
    draft.files.all().delete()
    draft.fields, draft.others, draft.page, draft.version = others[0]["fields"], others[1:], "", draft.version + 1
    draft.save()


def begin_anew(place: Place):
    """Throw away what is kept here; it can be put back."""
    for draft in place.drafts():
        throw_away(draft)


def throw_away(draft: Draft):
    """Out of sight, and gone for good after a day."""
    Draft.objects.filter(pk=draft.pk, deleted_at=None).update(deleted_at=timezone.now())


@transaction.atomic
def put_back(draft: Draft):
    """As it was; where something new is being written at the same place, beside that."""
    place = Place(draft.employee, draft.kind, draft.conversation, draft.channel)
    current = place.drafts().select_for_update().first()
    if current is None:
        Draft.objects.filter(pk=draft.pk).update(deleted_at=None)
        return
    draft.files.update(draft=current)
    _keep_beside(current, draft.fields, f"put-back-{draft.pk}")
    draft.delete()


@transaction.atomic
def put_before(place: Place, fields: dict, files, *, seen: int):
    """What was taken back from sending is a draft again; what is being written there already comes after it."""
    draft = _held(place)
    written = draft.fields.get("text", "").strip()
    text = "\n\n".join(filter(None, [fields["text"], written if written != fields["text"].strip() else ""]))
    cites = citing.together(fields.get("cites", ""), draft.fields.get("cites", ""))
    draft.fields = {**fields, "text": text, "cites": cites} if cites else {**fields, "text": text}
    draft.page, draft.changed_at = "", timezone.now()
    draft.seen, draft.version = seen, draft.version + 1
    draft.save()
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, name=name, content_type=content_type, size=len(content), content=content)
        for name, content_type, content in files
    )


@transaction.atomic
def put_after(place: Place, text: str, cites=""):
    """Add `text` after what is being written there, and what it cites. Raises `TooLong`; then nothing changed."""
    draft = _held(place)
    whole = "\n\n".join(filter(None, [draft.fields.get("text", "").rstrip(), text]))
    if len(whole) > LONGEST["text"]:
        raise TooLong(LONGEST["text"])
    more = {"cites": citing.together(draft.fields.get("cites", ""), cites)} if cites else {}
    draft.fields, draft.page, draft.changed_at = {**draft.fields, "text": whole} | more, "", timezone.now()
    draft.version += 1
    draft.save()


def forget_thrown_away():
    """Drafts that were thrown away a day ago are gone for good."""
    Draft.objects.filter(deleted_at__lt=timezone.now() - KEPT_AFTER_THROWING_AWAY).delete()
