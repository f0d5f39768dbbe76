"""What a request may reach. Whatever is not visible to the employee does not exist for them: 404, never 403."""

from functools import partial, wraps

from django.contrib import messages
from django.db import transaction
from django.db.models import F, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.core import prepared
from gehoor.people import ownership
from gehoor.postroom import channel, drafting
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from . import composing, standing
from .promises import facts as promises

reads = requires(Capability.HANDLE)


def shows(view):
    """A page of the desk."""
    return reads(require_GET(view))


def acts(view):
    """One verb on one conversation: `view(request, conversation)` gets it fetched through permission.

    It is held until the deed is done, so that a mail that comes in meanwhile waits, and then sees what was done.
    """

    @wraps(view)
    def with_conversation(request, reference):
        with transaction.atomic():
            ownership.hold()
            return view(request, _find_held(request, reference))

    return reads(require_POST(with_conversation))


def decides(view):
    """A verb that says who has it or who may read it: not for who opened it for a while with a reason."""

    @wraps(view)
    def allowed(request, conversation):
        if not Conversation.objects.kept_by(request.user).filter(pk=conversation.pk).exists():
            messages.error(request, _("You read this for a short while, with a reason. What happens with it, its own team decides."))
            return back(request, conversation)
        return view(request, conversation)

    return acts(allowed)


def _find_held(request, reference) -> Conversation:
    """What it was joined into is held first: whoever moves that one holds it, and then what is left of this one."""
    typed = as_typed(reference)
    into = Conversation.objects.filter(reference=typed).values("joined_into")
    both = Conversation.objects.held().filter(Q(reference=typed) | Q(pk__in=into))
    list(both.order_by(F("joined_into").asc(nulls_first=True)).values_list("pk"))
    return find(request, reference)


def told_further(request, conversation) -> Conversation:
    """Where what is written now belongs: the conversation it was joined into while the page was open, else itself."""
    return _find_held(request, conversation.joined_into.reference) if conversation.joined_into_id else conversation


def find(request, reference) -> Conversation:
    """The conversation by its reference, forgiving how it was typed.

    With it come `composing.facts`, `own_drafts` (rows for `drafting.on_page`) `standing.facts` and
    `promises.facts.facts`.
    """
    found = prepared.one(
        ("conversation", request.user.scope), partial(_visible, request.user), reference=as_typed(reference)
    )
    if found is None:
        raise Http404(_("This conversation is not here, or not for you to see."))
    return found


def glance(request, reference) -> Conversation:
    """The conversation alone, for what is asked often and shows little of it."""
    found = prepared.one(
        ("conversation alone", request.user.rights), partial(_alone, request.user), employee=request.user.pk,
        reference=as_typed(reference),
    )
    if found is None:
        raise Http404(_("This conversation is not here, or not for you to see."))
    return found


def _alone(one, employee, reference):
    return Conversation.objects.visible_to(one.like(employee)).filter(reference=reference)


def _visible(employee, reference):
    visible = Conversation.objects.visible_to(employee).filter(reference=reference)
    return visible.select_related("person", "team", "assignee", "closure", "joined_into").annotate(
        **composing.facts(),
        **standing.facts(employee),
        **promises.facts(),
        **channel.pane_facts(),
        own_drafts=drafting.rows_of(employee, conversation=OuterRef("pk")),
    )


def back(request, conversation, anchor=""):
    """To the conversation, with the work list the employee came from still beside it."""
    return redirect(page_of(request, conversation) + (f"#{anchor}" if anchor else ""))


def back_to_write(request, conversation, kind):
    """To the box of the conversation that something is being written in."""
    page = page_of(request, conversation)
    return redirect(f"{page}{'&' if '?' in page else '?'}write={kind}#write")


def page_of(request, conversation) -> str:
    """The page of a conversation; keeps which view of the work list is beside it."""
    page = reverse("desk:conversation", args=[conversation.reference])
    view = request.GET.get("view", "")
    return f"{page}?view={view}" if view in ("mine", "waiting", "closed") else page
