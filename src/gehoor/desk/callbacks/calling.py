"""What came of a call: spoken, nobody answered, a wrong number, or another number to try."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.callbacks import numbers, trying
from gehoor.postroom import channel

from ..promises.changing import back_from, changes
from .outcome import seen, told

CALLED_ON = "phone"


@changes
def spoken(request, promise):
    """They were reached: on to the note of the call, which begins at this conversation."""
    trying.spoken(promise.pk, by=request.user)
    messages.success(request, _("Spoken: the promise is kept. Write down what was said."))
    return redirect(f"{reverse(channel.get(CALLED_ON).note_url)}?conversation={promise.conversation.reference}")


@changes
def no_answer(request, promise):
    """Nobody answered: counted once, and what follows."""
    outcome = trying.no_answer(promise.pk, by=request.user, seen=seen(request), note=request.POST.get("note", ""))
    _tell(request, outcome, promise)
    return back_from(request, promise)


@changes
def answered(request, promise):
    """That nobody answered was a mistake."""
    trying.answered_after_all(promise.pk, by=request.user)
    messages.success(request, _("Undone: it does not count as a call in vain."))
    return back_from(request, promise)


@changes
def wrong_number(request, promise):
    """Somebody else has this number."""
    outcome = trying.wrong_number(promise.pk, by=request.user, seen=seen(request))
    _tell(request, outcome, promise)
    return back_from(request, promise)


def _tell(request, outcome, promise):
    """What follows; a warning where nobody could be told, since somebody has to decide."""
    nobody_told = outcome.counted and not outcome.told_by and outcome.again_at is None
    say = messages.warning if nobody_told else messages.success
    say(request, told(outcome, promise.conversation.person))


@changes
def other_number(request, promise):
    """Another number was found."""
    try:
        trying.other_number(promise.pk, numbers.callable_number(request.POST.get("number", "")), by=request.user)
        messages.success(request, _("The number is changed."))
    except numbers.NotToBeCalled as refusal:
        messages.error(request, _("%(why)s You typed “%(typed)s”. The old number stands.") % {
            "why": refusal, "typed": request.POST.get("number", "")[:60]})
    return back_from(request, promise)
