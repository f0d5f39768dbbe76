"""Search over everything an employee may see: people, references, subjects, what was said, names of files."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gehoor.conversations import dutch_query
from gehoor.conversations.models import Attachment, Conversation, Message
from gehoor.conversations.models.search import DUTCH
from gehoor.conversations.reference import as_typed
from gehoor.people import finding as people_finding
from gehoor.postroom import channel

MOST = 40  # hits of each sort
BEGIN, END = "\ue010", "\ue011"  # private use: they mark a hit and stand in no text of ours
READ = 20_000  # characters of a message an extract is looked for in


@dataclass(slots=True)
class Hit:
    """One conversation, why it was found, and the words around what was found."""

    conversation: Conversation
    reason: str
    icon: str
    extract: str = ""


@dataclass(slots=True)
class Found:
    hits: list[Hit] = field(default_factory=list)
    people: list[people_finding.FoundPerson] = field(default_factory=list)
    loosely: bool = False  # nothing held all words, so any of them counted


def find(employee, text: str) -> Found:
    """What `text` finds for this employee, surest first; at most seven queries."""
    text = " ".join(text.replace("\x00", "").split())[: people_finding.LONGEST]
    found, visible = Found(), Conversation.objects.visible_to(employee)
    if not text:
        return found
    someone = people_finding.find(text)
    query = dutch_query.strict(text)
    hits = _of_people(visible, someone, as_typed(text)) + _in_subjects(visible, text, query)
    hits += _in_messages(visible, query) + _in_files(visible, text)
    if not hits and " " in text:  # the subject of a first message is searched with it
        hits, found.loosely = _in_messages(visible, dutch_query.loose(text)), True
    found.hits = _once_each(hits)
    shown = {hit.conversation.person_id for hit in found.hits}
    found.people = [one for one in someone if one.person.pk in shown]
    return found


def _of_people(visible, someone, reference):
    """Conversations with this reference, and of these people or with them, in the order the people were found."""
    reasons = {one.person.pk: one.reason.label for one in someone}
    wanted = Q(reference=reference) if reference else Q(pk__in=[])
    if reasons:
        wanted |= Q(person__in=reasons, joined_into=None) | Q(contacts__person__in=reasons)
    elif not reference:
        return []
    found = visible.filter(wanted).distinct().select_related("person", "closure").order_by("-last_contact_at")[:MOST]
    order = {person: place for place, person in enumerate(reasons)}
    surest = sorted(found, key=lambda one: (one.reference != reference, order.get(one.person_id, len(order))))
    return [_person_hit(one, reasons, reference) for one in surest]


def _person_hit(conversation, reasons, reference) -> Hit:
    if conversation.reference == reference:
        return Hit(conversation, _("reference"), "link")
    return Hit(conversation, reasons.get(conversation.person_id, _("took part")), "user")


def _in_subjects(visible, text, query):
    found = visible.filter(Q(search=query) | Q(subject__icontains=text)).select_related("person", "closure")
    found = found.annotate(rank=SearchRank(F("search"), query), extract=_headline("subject", query))
    found = found.order_by("-rank", "-pk")[:MOST]
    return [Hit(one, _("subject"), "message-circle", marked(one.extract)) for one in found]


def _in_messages(visible, query):
    found = Message.objects.filter(search=query, conversation__in=visible)
    found = found.select_related("contact", "conversation__person", "conversation__closure")
    found = found.defer("text", "rest", "html", "search")
    found = found.annotate(rank=SearchRank(F("search"), query), extract=_headline(Left("text", READ), query))
    known = {config.kind: config for config in channel.all_channels()}
    return [
        Hit(one.conversation, *_where(known.get(one.contact.channel)), marked(one.extract))
        for one in found.order_by("-rank", "-pk")[:MOST]
    ]


def _where(config) -> tuple[str, str]:
    return (config.title, config.icon) if config else (_("note"), "sticky-note")


def _in_files(visible, text):
    found = Attachment.objects.filter(name__icontains=text, message__conversation__in=visible, inline=False)
    found = found.select_related("message__conversation__person", "message__conversation__closure")
    return [Hit(one.message.conversation, _("attachment"), "paperclip", escape(one.name)) for one in found[:MOST]]


def _headline(expression, query):
    return SearchHeadline(
        expression, query, config=DUTCH, start_sel=BEGIN, stop_sel=END, max_words=28, min_words=14, max_fragments=1
    )


def marked(extract: str) -> str:
    """The extract as safe markup, with what was found in <mark>."""
    safe = escape(extract).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)


def _once_each(hits) -> list[Hit]:
    """Each conversation once, under its surest reason, with the first extract any hit has."""
    once: dict[int, Hit] = {}
    for hit in hits:
        first = once.setdefault(hit.conversation.pk, hit)
        first.extract = first.extract or hit.extract
    return list(once.values())[:MOST]
