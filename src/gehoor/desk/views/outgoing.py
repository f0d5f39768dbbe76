"""What residents get from us, as they see it: for a trial without a mail server, both sides on one screen."""

from django.shortcuts import render

from gehoor.conversations.models import Conversation
from gehoor.postroom import channel
from gehoor.postroom.models import Delivery
from gehoor.trust import read_log

from .. import rail
from ..access import shows
from ..paging import Shortened

PAGE = 20


@shows
def outgoing(request):
    """The latest messages that went out, of conversations the employee may see."""
    visible = Conversation.objects.visible_to(request.user)
    deliveries = Delivery.objects.filter(message__conversation__in=visible).order_by("-pk")
    deliveries = deliveries.select_related("message__conversation__person", "message__contact__employee")
    page = Shortened(deliveries, PAGE).get_page(request.GET.get("page"))
    read_log.note_all(request.user, "outgoing", [one.message.conversation for one in page.object_list])
    folder = next(filter(None, (config.outgoing_folder() for config in channel.all_channels())), None)
    context = {"page": page, "rail": rail.links(request.user, "outgoing"), "folder": folder}
    return render(request, "desk/outgoing.html", context)
