"""What the drawing of each part of a conversation's page depends on, so that it is drawn once (`core.templatetags.drawing`).

Whoever shows something more in one of these parts adds it here.
"""

from django.utils import timezone


def parts(conversation, employee, context, typed: bool) -> dict[str, tuple | None]:
    """Keys by name of the part. All are None while the page carries what somebody typed: then it is drawn anew."""
    if typed:
        return dict.fromkeys(("person_drawn_on", "actions_drawn_on", "edit_drawn_on", "composer_drawn_on"))
    place = (conversation.reference, context["query"])
    return {
        "person_drawn_on": (*place, *_person(conversation.person, employee, context)),
        "actions_drawn_on": (*place, conversation.assignee_id, employee.pk, conversation.waiting_for, bool(conversation.promised)),
        "edit_drawn_on": (*place, conversation.status_note, conversation.subject),
        "composer_drawn_on": _composer(place, context),
    }


def _person(person, employee, context) -> tuple:
    addresses = tuple((address.kind, address.value) for address in context["addresses"])
    others = tuple(
        (other.reference, str(other), other.is_closed and other.closure.at, other.waiting_for, other.last_contact_at,
         getattr(other, "is_glimpse", False), other.status_note) for other in context["others"]
    )
    may = (employee.is_outsourced, context["may_see_reads"])
    return (person.pk, person.name, str(person), person.stated_needs, person.all_needs, addresses, others, context["together"], may, timezone.localdate())


def _composer(place, context) -> tuple | None:
    if context["pane"]:  # who is on the line, and when they were here
        return None
    drafts = (context["reply_draft"], context["note_draft"])
    if any(draft.version or draft.seen or draft.others or draft.files for draft in drafts):
        return None
    ways = tuple((way.key, way.title, way.label, way.whose, way.preview) for way in context["destinations"])
    return (*place, context["here"], context["writes"], ways, context["reply"].initial["to"])
