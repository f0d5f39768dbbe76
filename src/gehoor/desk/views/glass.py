"""Opening what is closed to you, with a reason; and looking at it afterwards."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.conversations import glass
from gehoor.conversations.confidentiality import NeedsReason
from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import house

from .. import rail

PAGE = 50


@requires(Capability.BREAK_GLASS)
@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request):
    """Ask for a reason, write it down, tell who it belongs to, and open it for a while."""
    if not glass.may_break(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, request.GET.get("reference", ""), request.GET.get("of", ""))
    typed, reason = request.POST.get("reference", ""), request.POST.get("reason", "")
    of = request.POST.get("of", "")
    try:
        return _for_person(request, of, reason) if of else _one(request, typed, reason)
    except NeedsReason:
        problem = _("Write in a sentence why you need this now, with at least 20 characters. The owner reads it.")
        return _ask(request, typed, of, reason, problem)


def _one(request, typed, reason):
    conversation = glass.behind(request.user, as_typed(typed))
    if conversation is None:
        visible = Conversation.objects.visible_to(request.user).filter(reference=as_typed(typed)).first()
        if visible:
            return redirect("desk:conversation", reference=visible.reference)
        return _ask(request, typed, "", reason, _("There is no conversation with this reference. Check it with the person."))
    broken = glass.break_one(conversation, reason=reason, by=request.user)
    messages.warning(request, _opened(broken))
    return redirect("desk:conversation", reference=conversation.reference)


def _for_person(request, of, reason):
    known = get_object_or_404(Conversation.objects.visible_to(request.user).select_related("person"), reference=as_typed(of))
    opened = glass.break_for_person(known.person, reason=reason, by=request.user)
    if not opened:
        messages.info(request, _("There is nothing of this person that you cannot see. That you asked is written down."))
        return redirect("desk:conversation", reference=known.reference)
    messages.warning(request, _opened(opened[0]))
    return redirect("desk:glass_opened")


def _opened(broken) -> str:
    return _("Open to you until %(until)s. Who it belongs to and the team leads have been told, with your reason.") % {
        "until": timezone.localtime(broken.until).strftime("%H:%M")
    }


def _ask(request, typed, of, reason="", problem=""):
    return render(request, "desk/glass.html", {
        "typed": typed[:40], "of": as_typed(of), "reason": reason, "problem": problem,
        "minutes": house.current().glass_minutes, "least": glass.LEAST, "rail": rail.links(request.user),
    }, status=422 if problem else 200)


@requires(Capability.HANDLE)
@require_GET
def opened(request):
    """What was opened with a reason: of one's own conversations, of the teams one leads, and by oneself."""
    told = glass.told_to(request.user).select_related("conversation__team", "employee", "reviewed_by")
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    to_review = set(glass.to_review(request.user).values_list("pk", flat=True))
    return render(request, "desk/glass_opened.html", {
        "page": page, "to_review": to_review, "rail": rail.links(request.user, "glass"),
    })


@requires(Capability.OVERSEE)
@require_POST
def review(request, pk):
    """A team lead says whether it was right."""
    broken = get_object_or_404(glass.to_review(request.user), pk=pk)
    glass.review(broken, agreed=request.POST.get("agreed") == "yes", note=request.POST.get("note", ""), by=request.user)
    messages.success(request, _("Written down. Who opened it can read what you said."))
    return redirect("desk:glass_opened")
