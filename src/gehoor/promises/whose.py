"""To whom something was promised while two people were taken for one: to whose the conversation is."""

from gehoor.conversations.whose import CONVERSATION
from gehoor.people import belongings

from .models import Promise


def register():
    """Called once when the app is ready."""
    belongings.told_by("promises.promise.person", _promises, order=20)


def _promises(rows, telling) -> dict[int, bool]:
    goes = telling.decided[CONVERSATION]
    return {pk: goes.get(conversation, False) for pk, conversation in
            Promise.objects.filter(pk__in=rows).values_list("pk", "conversation_id")}
