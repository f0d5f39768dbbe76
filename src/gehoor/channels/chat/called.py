"""The call with which a chat goes on: told as it stands, and no more of it once they chose mail."""

from django.utils.translation import gettext as _

from gehoor.callbacks import asking, change_link
from gehoor.callbacks.models import CallBack
from gehoor.conversations import promised

from .models import Chat


def asked(chat: Chat) -> CallBack | None:
    """The last call that its person asked for in it; what an employee promised by themselves is not."""
    found = CallBack.objects.told_in_full().exclude(way=CallBack.Way.PROMISED).exclude(promise__person__in=chat.beside())
    return found.filter(promise__conversation=chat.conversation_id).order_by("pk").last()


def no_more(chat: Chat):
    """They chose another way: they are not called as well."""
    call = asked(chat)
    if call and call.is_waiting:
        asking.withdraw(call)


def told(chat: Chat) -> dict[str, str]:
    """`call`: when we call, in a sentence; `call_url`: where that is changed or withdrawn. Empty where no call is to come."""
    call = asked(chat)
    if call is None or not call.can_choose:
        return {}
    return {"call": _sentence(call), "call_url": change_link.path_of(call)}


def _sentence(call) -> str:
    promise = call.promise
    if not call.is_waiting:
        return _("We could not reach you by phone. Your question stays open.")
    if promise.is_overdue:
        return promised.not_kept(promise.kind, promise.from_at, promise.due_at)
    words = {"number": promise.number_shown, "when": promise.when}
    if call.way == CallBack.Way.TURN:
        return _("We call you back at %(number)s when it is your turn: %(when)s. You may close this page.") % words
    return _("We call you back at %(number)s: %(when)s. You may close this page.") % words
