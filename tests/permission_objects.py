"""Part of the cast of the permission matrix: what is made of some apps to put into their addresses."""

from datetime import timedelta

from django.utils import timezone

from gehoor.appointments import change_link
from gehoor.appointments.models import Appointment, Closing, Opening, Place, StaffHours, Subject, Ticket
from gehoor.assistant import keys, talking
from gehoor.assistant.models import DelicateSubject
from gehoor.callbacks import change_link as call_links
from gehoor.callbacks.models import CallBack
from gehoor.channels.chat.models import Chat
from gehoor.complaints import opening
from gehoor.complaints.models import Writing
from gehoor.conversations.models import Conversation, Link
from gehoor.knowledge import writing
from gehoor.knowledge.models import Remark, Synonyms
from gehoor.lines import joining
from gehoor.people.models import ContactPerson, Merge, Organisation, Person, Representation
from gehoor.postroom import newcomer
from gehoor.postroom.models import Arrival
from gehoor.promises import departments, task_links
from gehoor.promises.models import Department, Promise
from gehoor.queues.models import Handover
from gehoor.staff.models import Employee

PUBLIC_BOOKING = {f"booking:{page}" for page in ("subjects", "wheres", "moments", "who", "appointment", "calendar", "move", "cancel")} | {
    f"walk_in:{page}" for page in ("kiosk", "screen", "taken", "follow")
} | {f"call_back:{page}" for page in ("when", "who", "request", "move", "withdraw")}
PARAMETERS_OF_APPOINTMENTS = {
    **{f"call_back:{page}:token": "call_token" for page in ("request", "move", "withdraw")},
    **{f"desk:{page}:pk": "promise" for page in ("call_spoken", "call_no_answer", "call_answered", "call_wrong_number", "call_number")},
    "booking:wheres:subject": "subject", "booking:moments:subject": "subject", "booking:moments:where": "where",
    "booking:who:token": "text",
    **{f"booking:{page}:token": "appointment_token" for page in ("appointment", "calendar", "move", "cancel")},
    **{f"desk:{page}:pk": "appointment" for page in (
        "appointment", "attend_appointment", "told_appointment", "move_appointment", "cancel_appointment",
        "revoke_appointment_link",
    )},
    "walk_in:kiosk:key": "kiosk", "walk_in:screen:key": "kiosk", "walk_in:taken:key": "kiosk", "ticket": "ticket_key",
    "desk:walk_in_deed:pk": "ticket", "desk:walk_in_about:pk": "ticket",
    "administration:place:pk": "place", "administration:open_place:pk": "place", "administration:subject:pk": "set_up_subject",
    "administration:close_opening:pk": "opening", "administration:remove_staff_hours:pk": "staff_hours",
    "administration:remove_closing:pk": "closing",
}

_CHAT = [f"chat_public:{page}" for page in ("chat", "news", "read", "writes", "go_on", "end", "attachment")]
PUBLIC_CHAT = {"chat_public:start", *_CHAT}
PARAMETERS_OF_CHAT = {f"{page}:key": "link_token" for page in _CHAT} | {"chat_public:attachment:file": "attachment"}

_TALK = [f"talk:{page}" for page in ("talk", "human", "helped", "open", "otherwise")]
PUBLIC_TALK = {"talk:start", "talk:human_first", *_TALK}
PARAMETERS_OF_TALK = {f"{page}:key": "talk_key" for page in _TALK} | {
    "talk:helped:number": "talk_number", "talk:open:number": "talk_number", "talk:open:version": "version",
    "talk:otherwise:number": "talk_number", "talk:otherwise:version": "version",
}

PARAMETERS_OF_KNOWLEDGE = {
    **{f"desk:{page}:pk": "version" for page in ("knowledge_version", "preview_answer", "answer_to_tell")},
    "desk:knowledge_article:slug": "article_slug", "desk:remark_article:slug": "article_slug",
    **{f"administration:{page}:pk": "article" for page in (
        "article", "write_article", "offer_article", "review_article", "publish_article", "hand_back_article", "drop_article",
        "looked_at_article", "withdraw_article", "compare_versions", "article_version", "roll_back_article", "handle_remarks",
    )},
    "number": "version_number", "administration:handle_remark:pk": "remark", "administration:remove_delicate_subject:pk": "delicate_subject", "administration:remove_synonyms:pk": "synonyms",
}

PUBLIC_ANSWERS = {"robots", *(f"answers:{page}" for page in ("start", "search", "sitemap", "subject", "article", "opinion", "measured"))}
PARAMETERS_OF_ANSWERS = {"answers:subject:subject": "slug", "answers:article:slug": "slug", "answers:opinion:slug": "slug"}

PARAMETERS_OF_LINES = {f"desk:{deed}:pk": "turn" for deed in ("take_turn", "decline_turn", "give_turn_back")} | {
    "administration:employee_skills:pk": "employee"
}

# Steps of a complaint, each a form that is posted; and the register as a file.
COMPLAINT_STEPS = {"desk:complaints_csv", "desk:begin_writing", "desk:save_writing", "desk:agree_writing", "desk:throw_writing_away"} | {
    f"desk:{step}" for step in ("no_complaint", *(f"complaint_{name}" for name in (
        "mark", "unmark", "receipt", "details", "copy", "call", "hearing", "report", "waiver", "extension", "ending", "reopening",
    )))
}


def article() -> dict:
    """An answer that everybody is told."""
    version = writing.begin(by=None, question="Wat kost een paspoort?")
    writing.publish(version, by=None)
    said = Remark.objects.create(version=version, door="page", helped=False)
    return {"version": version.pk, "article_slug": version.article.slug, "article": version.article_id, "version_number": 1, "remark": said.pk,
            "delicate_subject": DelicateSubject.objects.create(words="schuldhulp").pk, "synonyms": Synonyms.objects.create(words="pas, paspoort").pk}


def chat(story):
    """Somebody who chats in this conversation; the link of it opens the chat."""
    link = Link.objects.get(pk=story["link"])
    Chat.objects.create(conversation=link.conversation, link=link, page=f"startpagina-{link.pk}")


def talk() -> dict:
    """Somebody whom nobody knows, who asked the assistant something."""
    begun = talking.begin(talking.Begun("Wat kost een paspoort?", newcomer.once()))
    begun.turns.update(outcome="handover", reason="unsure")
    return {"talk_key": keys.of(begun), "talk_number": 1}


def turn(story) -> dict:
    """Somebody who waits for a human in this conversation."""
    return {"turn": joining.join(Conversation.objects.get(reference=story["conversation"]), channel="chat").pk}


def appointment(story) -> dict:
    """Somebody who comes tomorrow, about this conversation."""
    place, _is_new = Place.objects.get_or_create(name="Stadhuis", address="Markt 1")
    subject, _is_new = Subject.objects.get_or_create(name="Paspoort", ways=["place"])
    subject.places.add(place)
    conversation = Conversation.objects.get(reference=story["conversation"])
    begins = timezone.now() + timedelta(days=1, hours=conversation.pk % 100)
    booked = Appointment.objects.create(
        subject=subject, way="place", place=place, lane=1, begins=begins, ends=begins + timedelta(minutes=10),
        blocked=(begins, begins + timedelta(minutes=10)), state="booked", conversation=conversation,
    )
    booked.matters.create(conversation=conversation, subject=subject, minutes=10)
    return {
        "appointment": booked.pk, "appointment_token": change_link.token_of(booked), "subject": subject.pk,
        "where": f"place-{place.pk}",
    }


def call_back(story) -> dict:
    """Somebody who wants to be called about this conversation."""
    return {"call_token": call_links.token_of(CallBack.objects.create(promise_id=story["promise"], way="promised"))}


def complaint(story) -> dict:
    """This conversation is a complaint, and more of it is being written down."""
    conversation, by = Conversation.objects.get(reference=story["conversation"]), Employee.objects.first()
    opening.open_one(conversation, about="Te laat", by=by)
    return {"writing": Writing.objects.create(employee=by, conversation=conversation, text="Drie weken").pk}


def family() -> dict:
    """A person with everything that an address of the people's pages can name."""
    by = Employee.objects.first()
    person, helper = Person.objects.create(name="Fatima"), Person.objects.create(name="Anja")
    twin = Person.objects.create(name="F.", merged_into=person)
    firm = Organisation.objects.create(party=Person.objects.create(name="De Halm"))
    return {
        "person": person.pk,
        "address": person.addresses.create(kind="email", value="fatima@example.nl").pk,
        "merge": Merge.objects.create(survivor=person, merged=twin, by=by, reason="same number").pk,
        "permission": Representation.objects.create(person=person, helper=helper, scope="all", given_how="counter").pk,
        "contact_person": ContactPerson.objects.create(organisation=firm, person=person).pk,
    }


def apart(team, state) -> int:
    """One that looks like a robot's, for this team."""
    return Arrival.objects.create(
        channel="webform", source="form", digest=f"{team.pk}{state}", original=b"{}", size=2, state=state, team=team,
        envelope={"suspicious": ["trap"]},
    ).pk


def department() -> dict:
    """One without accounts that can be asked."""
    party = Person.objects.create(name="Groenbeheer")
    return {"department": Department.objects.create(name="Groenbeheer", address="groen@example.nl", party=party).pk}


def task(story, by) -> dict:
    """What a department of its own is asked in this conversation."""
    promise = Promise.objects.get(pk=story["promise"])
    name = f"Wegen {promise.pk}"
    asked = Department.objects.create(name=name, address="wegen@example.nl", party=Person.objects.create(name=name))
    return {"task_token": task_links.token_of(departments.ask(promise, asked, by=by))}


def webform():
    from gehoor.channels.webform.models import Form

    question = {"key": "q1", "kind": "text", "label": "Waar is het?"}
    form = Form.objects.create(slug="melding", draft={"title": "Melding", "questions": [question], "last_key": 1})
    form.publish(by=None)
    return {"form": form.pk, "question": "q1", "slug": form.slug}


def mailbox():
    from gehoor.channels.email.models import Mailbox

    return Mailbox.objects.create(address="gemeente@example.nl")


def timing():
    """A day on which we are closed, and a target that is still to come."""
    from gehoor.targets.models import SpecialDay, Target

    soon = timezone.localdate() + timedelta(days=30)
    return {
        "special_day": SpecialDay.objects.create(date=soon, name="Heidag").pk,
        "target": Target.objects.create(channel="email", amount=2, valid_from=soon).pk, "kind": "email",
    }


def hours() -> dict:
    """Hours of a place and a colleague, and a day closed."""
    place = Place.objects.create(name="Bibliotheek", address="Markt 2")
    week = {"weekday": 1, "begins": "09:00", "ends": "10:00"}
    employee = Employee.objects.first()
    ticket = Ticket.objects.create(place=place, number=1)
    return {
        "kiosk": place.kiosk_key, "ticket": ticket.pk, "ticket_key": ticket.key, "place": place.pk,
        "set_up_subject": Subject.objects.create(name="Rijbewijs", ways=["place"]).pk,
        "opening": Opening.objects.create(place=place, **week).pk,
        "staff_hours": StaffHours.objects.create(employee=employee, place=place, **week).pk,
        "closing": Closing.objects.create(first_day="2026-12-31", last_day="2026-12-31", reason="Heidag").pk,
    }


def handover(story, team, sender):
    return Handover.objects.create(
        conversation=Conversation.objects.get(reference=story["conversation"]), kind="team", to_team=team, sender=sender,
        summary="Blad", asked="Bel terug", due_at=timezone.now(),
    ).pk
