"""Phoning first is a promise: who handles the complaint calls back, in working hours, and is warned as of any promise."""

from gehoor.people.models import AddressKind
from gehoor.promises import promising
from gehoor.promises.models import Promise

from .models import Complaint


def promise(complaint, *, due_at, by):
    """Promise the call where a number is known; else the complaint's own deadline warns of it."""
    conversation = complaint.conversation
    known = conversation.person.addresses.filter(kind=AddressKind.PHONE).order_by("-is_preferred", "-pk").first()
    if known is None:
        return
    made = promising.make(
        conversation, by=by, kind=Promise.Kind.CALL_BACK, due_at=due_at, number=known.value, owner=complaint.handler, team=conversation.team
    )
    Complaint.objects.filter(pk=complaint.pk).update(call_promise=made)
    complaint.call_promise = made


def give(complaint, *, by):
    """Who handles it calls."""
    _change(complaint, lambda pk: promising.give(pk, by=by, owner=complaint.handler, team=None))


def called(complaint, *, by, reached, note=""):
    """The promise is kept, or a try is written down."""
    _change(complaint, lambda pk: promising.keep(pk, by=by) if reached else promising.attempted(pk, by=by, note=note))


def not_needed(complaint, *, by):
    """The complaint is done, or was none."""
    _change(complaint, lambda pk: promising.withdraw(pk, by=by))


def _change(complaint, deed):
    if complaint.call_promise_id:
        try:
            deed(complaint.call_promise_id)
        except promising.NotPossible:  # it ended on the page of promises already
            return
