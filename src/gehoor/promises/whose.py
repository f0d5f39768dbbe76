"""To whom something was promised while two people were taken for one: to whose the conversation is."""

from gehoor.conversations.whose import with_conversation
from gehoor.people import belongings

from .models import Promise


def register():
    """Called once when the app is ready; asked after conversations are decided."""
    belongings.told_by("promises.promise.person", _promises, order=20)


def _promises(rows, telling) -> dict[int, bool]:
    return with_conversation(Promise.objects.filter(pk__in=rows).values_list("pk", "conversation_id"), telling)
