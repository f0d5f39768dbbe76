"""After a contact is filed: confirm it to the person. Screens were woken by its event already."""

from gehoor.conversations.models import Contact

from . import channel


def announce(contact_id: int):
    """Acknowledge this contact on its channel, at most once however often the job runs."""
    contact = Contact.objects.select_related("conversation__person", "conversation__team", "person").get(pk=contact_id)
    if contact.expects_answer and not hasattr(contact, "acknowledgement"):
        channel.get(contact.channel).acknowledge(contact)
