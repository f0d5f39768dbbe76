"""Who read this conversation, for team leads."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust.models import ReadLog

from .. import rail
from ..access import find

PAGE = 100


@requires(Capability.OVERSEE)
@require_GET
def who_read(request, reference):
    """Everyone who opened it, the latest first."""
    conversation = find(request, reference)
    looked = ReadLog.objects.filter(conversation_id=conversation.pk).select_related("employee").order_by("-pk")
    page = Paginator(looked, PAGE).get_page(request.GET.get("page"))
    links = rail.links(request.user)
    return render(request, "desk/reads.html", {"conversation": conversation, "page": page, "rail": links})
