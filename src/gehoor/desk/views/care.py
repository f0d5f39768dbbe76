"""What needs looking after: originals that cannot be read yet, and messages that did not arrive."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.postroom import reading, send
from gehoor.postroom.models import Arrival, Delivery
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail
from ..access import page_of, reads, shows
from .files import download_original

looks_after = requires(Capability.HANDLE)
SHOWN = 100


@looks_after
@require_GET
def unreadable(request):
    """Originals nobody could read yet; they are tried again by themselves."""
    arrivals = Arrival.objects.visible_to(request.user).unreadable().defer("original").order_by("pk")[:SHOWN]
    context = {"arrivals": arrivals, "rail": rail.links(request.user, "unreadable")}
    return render(request, "desk/unreadable.html", context)


@looks_after
@require_GET
def unreadable_original(request, pk):
    """The original itself, to open in another program."""
    arrival = get_object_or_404(_waiting(request), pk=pk)
    read_log.note(request.user, "original")
    return download_original(arrival, f"original-{arrival.pk}")


@looks_after
@require_POST
def read_again(request, pk):
    """Try to read it now."""
    arrival = get_object_or_404(_waiting(request), pk=pk)
    Arrival.objects.filter(pk=arrival.pk, state=Arrival.State.UNREADABLE).update(try_at=timezone.now())
    reading.read_one(arrival.pk)
    arrival.refresh_from_db()
    if arrival.state == Arrival.State.UNREADABLE:
        messages.warning(request, _("Still not readable. The original stays here and is tried again by itself."))
    else:
        messages.success(request, _("It could be read and stands in a conversation now."))
    return redirect("desk:unreadable")


@looks_after
@require_POST
def set_aside(request, pk):
    """Somebody dealt with it in another way: it leaves the list, its original is kept."""
    arrival = get_object_or_404(_waiting(request), pk=pk)
    if _waiting(request).filter(pk=arrival.pk).update(state=Arrival.State.SET_ASIDE):  # not what was filed just now
        events.record("original.set_aside", actor=request.user, arrival=arrival.pk)
        messages.success(request, _("Set aside. The original is kept."))
    return redirect("desk:unreadable")


def _waiting(request):
    return Arrival.objects.visible_to(request.user).unreadable()


@shows
def undelivered(request):
    """What we sent and did not arrive."""
    failed = rail.undelivered(request.user).order_by("queued_at")
    failed = failed.select_related("message__conversation__person", "message__contact__employee")
    context = {"deliveries": failed[:SHOWN], "rail": rail.links(request.user, "undelivered")}
    return render(request, "desk/undelivered.html", context)


@reads
@require_POST
def send_again(request, pk):
    """Hand a message over once more."""
    visible = Conversation.objects.visible_to(request.user)
    deliveries = Delivery.objects.select_related("message__conversation")
    delivery = get_object_or_404(deliveries, pk=pk, message__conversation__in=visible)
    if send.try_again(delivery, by=request.user):
        messages.success(request, _("On its way to %(address)s once more.") % {"address": delivery.address})
    else:
        messages.info(request, _("This message is on its way already, or was sent."))
    return redirect(page_of(request, delivery.message.conversation))
