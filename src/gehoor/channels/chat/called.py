"""The call with which a chat goes on: told as it stands, and no more of it once they chose mail."""

from django.utils.translation import gettext as _

from gehoor.callbacks import asking, change_link
from gehoor.callbacks.models import CallBack
from gehoor.conversations import promised


def asked(conversation_id: int) -> CallBack | None:
    """The last call that was asked for in it; what an employee promised by themselves is not."""
    found = CallBack.objects.told_in_full().exclude(way=CallBack.Way.PROMISED)
    return found.filter(promise__conversation=conversation_id).order_by("pk").last()


def no_more(conversation_id: int):
    """They chose another way: they are not called as well."""
    call = asked(conversation_id)
    if call and call.is_waiting:
        asking.withdraw(call)


def told(conversation_id: int) -> dict[str, str]:
    """`call`: when we call, in a sentence; `call_url`: where that is changed or withdrawn. Empty where no call is to come."""
    call = asked(conversation_id)
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
