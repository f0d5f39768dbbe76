"""Telling the story of `story.toml` through the same doors real contacts use, in the past tense."""

import re
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gehoor.conversations import waiting
from gehoor.conversations.models import Closure, Contact, Conversation, Direction, Message, Wait, WaitingFor
from gehoor.core.models import Event, OrganisationSettings
from gehoor.people import addresses, recognise
from gehoor.people.models import Person
from gehoor.postroom import drafts, note
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.models import Delivery, Draft
from gehoor.postroom.receive import receive
from gehoor.queues import handing_over
from gehoor.queues.models import Handover
from gehoor.staff.models import Employee

from . import (
    access,
    appointments,
    call_backs,
    complaints,
    finished,
    hurdles,
    knowledge,
    letters,
    lines,
    opening,
    paper,
    people,
    planned,
    promises,
    talks,
    webforms,
)
from .accounts import make_demo_staff

STORY = Path(__file__).parent / "story.toml"
WRAPPED = re.compile(r"(?m)^(.{90,})\n(?=\S)")  # a line that was full, and what goes on in the next
PLACE = ("name", "phone", "phone_abroad", "visit", "postal_address", "urgent_phone", "urgent_for", "opening_hours", "website")


def seed() -> bool:
    """Fill an empty Gehoor with the demo week; False, and nothing done, where anyone is there already."""
    if Employee.objects.exists():
        return False
    story = _told()
    with transaction.atomic():
        organisation = story["organisation"]
        OrganisationSettings.objects.update_or_create(pk=1, defaults={key: organisation[key] for key in PLACE})
        teams = make_demo_staff(story)
        letters.make_mailboxes(story, teams)
        webforms.make(teams)
        for row in story["conversation"]:
            _tell(row, teams, story)
        people.tell(story)
        access.tell(story, teams)
        promises.tell(story)
        appointments.make(teams)
        opening.make()
        call_backs.ask()
        planned.tell()
        complaints.tell()
        hurdles.tell()
        finished.tell()
        lines.tell()
        knowledge.tell()
        talks.tell()
        for row in story["draft"]:
            _begin(row)
    return True


def _begin(row):
    """An answer that somebody began and did not send."""
    by, conversation = Employee.objects.get(username=row["by"]), Conversation.objects.get(subject=row["subject"])
    drafts.save(drafts.Place(by, Draft.Kind.REPLY, conversation), {"text": row["text"].strip()})


def _told() -> dict:
    """The story as people type it: lines break in `story.toml` for who reads that file, not in what was written."""
    story = tomllib.loads(STORY.read_text())
    for row in story["conversation"]:
        for step in row["contact"]:
            step["text"] = WRAPPED.sub(r"\1 ", step["text"].strip())
    return story


def _tell(row, teams, story):
    person = _person(row)
    conversation = None
    for number, step in enumerate(row["contact"]):
        moment = _when(step)
        by = Employee.objects.get(username=step["by"]) if "by" in step else None
        contact = _step(row, step, person, conversation, moment, by, story)
        conversation = conversation or contact.conversation
        Contact.objects.filter(pk=contact.pk).update(at=moment)
        Event.objects.filter(conversation_id=conversation.pk, at__gt=moment).update(at=moment)
        if step.get("acknowledged"):
            _acknowledge(contact, moment + timedelta(seconds=40), row, story)
        if number == 0:
            Conversation.objects.filter(pk=conversation.pk).update(opened_at=moment)
    _settle(conversation, row, teams, moment)
    if "handover" in row:
        _hand_over(conversation, row["handover"])


def _step(row, step, person, conversation, moment, by, story):
    """One contact of the story, through the door it would have used."""
    if step["channel"] == "note":
        return note.add_internal(conversation, step["text"].strip(), by=by)
    if step["channel"] == "email" and by:
        return _answered(row, step, conversation, moment, by)
    if step["channel"] == "email":
        return letters.deliver(row, step, conversation, moment, story)
    if step["channel"] == "letter" and by:
        return paper.write(step, conversation, by)
    if step["channel"] == "letter":
        return paper.deliver(step, conversation, moment)
    inbound = Inbound(
        channel=step["channel"], external_id=None, at=moment, person_id=person.pk, employee_id=by.pk,
        conversation_id=conversation and conversation.pk, subject=row["subject"], text=step["text"].strip(),
        acknowledge=False,
    )
    return receive(inbound)[0]


def _person(row):
    """The person of this row, with the addresses that are known."""
    if row.get("email"):
        person = recognise.sender("email", row["email"], row["name"])
    else:
        person = Person.objects.create(name=row["name"])
    if row.get("phone"):
        person.addresses.create(kind="phone", value=addresses.normalised_phone(row["phone"]))
    if row.get("address"):
        person.addresses.create(kind="postal", value=addresses.normalised_postal(row["address"]))
    if row.get("needs"):
        person.stated_needs = row["needs"]
        person.save(update_fields=["stated_needs"])
    return person


def _answered(row, step, conversation, moment, by):
    contact = Contact.objects.create(
        conversation=conversation, channel="email", direction=Direction.OUT, person=conversation.person, employee=by,
        at=moment,
    )
    subject = row["subject"] if row["subject"].startswith("Re:") else f"Re: {row['subject']}"
    _sent(contact, row["email"], subject, step["text"].strip(), moment, problem=step.get("bounced", ""))
    conversation.answered(moment)
    return contact


def _acknowledge(contact, moment, row, story):
    acknowledgement = Contact.objects.create(
        conversation=contact.conversation, channel="email", direction=Direction.OUT, person=contact.person, at=moment,
        automatic="acknowledgement",
    )
    text = letters.acknowledgement(row, story)
    _sent(acknowledgement, row["email"], f"Wij hebben uw bericht: {row['subject']}", text, moment, acknowledges=contact)


def _sent(contact, address, subject, text, moment, *, problem="", acknowledges=None):
    message = Message.objects.create(
        contact=contact, conversation=contact.conversation, subject=subject, text=text,
        message_id=letters.message_id(contact.pk),
    )
    Delivery.objects.create(
        message=message, channel="email", address=address, queued_at=moment, sent_at=moment, acknowledges=acknowledges,
        state=Delivery.State.FAILED if problem else Delivery.State.SENT, problem=problem,
    )


def _settle(conversation, row, teams, moment):
    """Team, owner and state as they are today."""
    conversation.refresh_from_db()
    conversation.team = teams[row["team"]]
    conversation.assignee = Employee.objects.filter(username=row.get("assignee")).first()
    conversation.status_note = row.get("status", "")
    conversation.waiting_for = row.get("waiting_for", conversation.waiting_for)
    if conversation.waiting_for == WaitingFor.PERSON:
        waiting.stop(conversation, moment)
    if row.get("closed"):
        closure = Closure.objects.create(conversation=conversation, by=conversation.assignee, solved=row["solved"])
        closed_at = min(moment + timedelta(minutes=10), timezone.now())
        Closure.objects.filter(pk=closure.pk).update(at=closed_at)
        waiting.end(conversation, closed_at, Wait.EndedBy.CLOSING)
    conversation.save(update_fields=["team", "assignee", "status_note", "waiting_for", *waiting.FIELDS])


def _hand_over(conversation, told):
    """Offered just now by who has it, and not accepted yet."""
    texts = {name: told[name].strip() for name in ("summary", "promises", "tried", "asked")}
    receiver = Employee.objects.get(username=told["to"])
    handing_over.offer(
        conversation, by=conversation.assignee, kind=Handover.Kind.COLLEAGUE, employee=receiver, **texts
    )


def _when(step) -> datetime:
    """`minutes_ago`, or `time` on the working day that lies `day` working days back."""
    now = timezone.localtime()
    if "minutes_ago" in step:
        return now - timedelta(minutes=step["minutes_ago"])
    day, back = now.date(), -step["day"]
    while back:
        day -= timedelta(days=1)
        back -= day.weekday() < 5
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(step["time"])))
