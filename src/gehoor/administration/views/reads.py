"""Who read what, for team leads."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gehoor.conversations.models import Conversation
from gehoor.staff.guard import requires
from gehoor.staff.models import Employee
from gehoor.staff.permissions import Capability
from gehoor.trust.models import ReadLog

PAGE = 50


@requires(Capability.OVERSEE)
@require_GET
def reads(request):
    """The latest looks, of everyone or of one colleague; of conversations that the team lead may see as well."""
    visible = Conversation.objects.visible_to(request.user)
    looks = ReadLog.objects.filter(conversation_id__in=visible.values("pk")).select_related("employee").order_by("-pk")
    chosen = request.GET.get("employee", "")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 10:
        looks = looks.filter(employee_id=int(chosen))
    page = Paginator(looks, PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    references = dict(visible.filter(pk__in=[look.conversation_id for look in page]).values_list("pk", "reference"))
    said = {
        "page": _("opened the page"), "update": _("saw it change"), "attachment": _("opened a file"),
        "original": _("fetched the original"), "search": _("found it by searching"),
        "html": _("opened the message"), "outgoing": _("saw it in outgoing mail"),
    }
    for look in page:
        look.reference = references.get(look.conversation_id)
        look.said = said.get(look.what, look.what)
    context = {"page": page, "colleagues": Employee.objects.all(), "chosen": chosen, "query": f"&employee={chosen}"}
    return render(request, "administration/reads.html", context)
