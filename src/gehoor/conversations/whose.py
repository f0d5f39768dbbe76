"""Whose a conversation or contact is that came in while two people were taken for one: told by the address it came from.

A contact without a telling address (a call) goes where its conversation goes; a conversation in which no address tells
is asked of the employee.
"""

from gehoor.core import events
from gehoor.people import belongings, merging

from .models import Contact, Conversation

CONVERSATION = "conversations.conversation.person"
MOST_TOLD = 50  # conversations on whose timelines a merge is told


def register():
    """Called once when the app is ready."""
    belongings.told_by(CONVERSATION, conversations, order=10)
    belongings.told_by("conversations.contact.person", contacts, order=11)
    belongings.told_by("conversations.contact.on_behalf_of", contacts, order=12)
    merging.tell(on_timelines)


def conversations(rows, telling) -> dict[int, bool]:
    """By the first address in it that one of the two has; else the employee's answer."""
    told: dict[int, bool] = {}
    used = Contact.objects.filter(conversation__in=rows).exclude(address="").order_by("at", "pk")
    for pk, address in used.values_list("conversation_id", "address"):
        if address in telling.by_address:
            told.setdefault(pk, telling.by_address[address])
    for one in Conversation.objects.filter(pk__in=[row for row in rows if row not in told]).order_by("pk"):
        what = f"{one} ({one.reference})"
        told[one.pk] = telling.ask(CONVERSATION, one.pk, what, when=one.opened_at, conversation_id=one.pk)
    return told


def contacts(rows, telling) -> dict[int, bool]:
    """By its address; else it is whose its conversation is."""
    goes = telling.decided[CONVERSATION]
    found = Contact.objects.filter(pk__in=rows).values_list("pk", "address", "conversation_id")
    return {
        pk: telling.by_address.get(address, goes.get(conversation, False)) for pk, address, conversation in found
    }


def with_conversation(found, telling) -> dict[int, bool]:
    """For apps above: of rows as (id, id of its conversation) each goes where its conversation goes. Ask after `order` 12."""
    goes = telling.decided[CONVERSATION]
    return {pk: goes.get(conversation, False) for pk, conversation in found}


def on_timelines(survivor, merged, by, is_undone):
    """Tell it in the open conversations of both, so that screens that show one are drawn again."""
    kind = "conversation.person_unmerged" if is_undone else "conversation.person_merged"
    theirs = Conversation.objects.filter(person__in=(survivor, merged), joined_into=None).open().order_by("-last_contact_at")
    for pk, person in theirs.values_list("pk", "person_id")[:MOST_TOLD]:
        other = merged if person == survivor.pk else survivor
        events.record(kind, conversation_id=pk, person_id=person, actor=by, other=str(other))
