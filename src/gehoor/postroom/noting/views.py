"""One page to find who it is and write down what was said."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.postroom import channel
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from . import candidates
from .forms import NEW, NoteForm, Now, chosen
from .record import record


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, kind):
    """Show the page, find people again, or file the contact and go to its conversation."""
    if request.method != "POST":
        return _begin(request, kind)
    if request.POST.get("action") == "find":
        return _page(request, kind, _typed(request))
    form = NoteForm(request.POST, employee=request.user)
    if not form.is_valid():
        return _page(request, kind, form, status=422)
    contact = record(kind, form, by=request.user)
    said = _("Saved, and a summary is on its way.") if form.cleaned_data["summary_to"] else _("Saved.")
    messages.success(request, said, extra_tags=f"kept:{kind}:note")
    if form.cleaned_data["now"] == Now.DONE and not contact.conversation.is_closed:
        messages.warning(request, _("Something came in while you were writing, so the conversation stays open."))
    return redirect("desk:conversation", reference=contact.conversation.reference)


@requires(Capability.HANDLE)
@require_POST
def find(request, kind):
    """The candidates alone, while the employee types. Posted, so that no number stands in an address or a log."""
    return render(request, "postroom/noting/_candidates.html", _context(request, kind, _typed(request)))


def _begin(request, kind):
    """An empty page, or one that begins at a conversation (?conversation=K7P2-9XQM)."""
    asked = request.GET.get("conversation", "")
    if not asked:
        return _page(request, kind, NoteForm(employee=request.user))
    visible = Conversation.objects.visible_to(request.user)
    conversation = visible.select_related("person").filter(reference=as_typed(asked)).first()
    if conversation is None:
        raise Http404
    initial = {"choice": f"conversation:{conversation.reference}"}
    return _page(request, kind, NoteForm(initial=initial, employee=request.user))


def _typed(request) -> NoteForm:
    """A form with what was typed so far and no complaints yet."""
    fields = NoteForm.base_fields
    typed = {name: request.POST[name] for name in fields if name in request.POST}
    who = typed.get("who", "").strip()
    if typed.get("choice") != NEW:  # what was typed to find somebody is a first draft of who is new
        typed.update({"name": "", "phone": "", "email": "", _sort(who): who})
    return NoteForm(initial=typed, employee=request.user)


def _sort(who) -> str:
    """Which field of somebody new this looks like; a number with a slip in it is still a number."""
    if "@" in who:
        return "email"
    digits, letters = sum(c.isdigit() for c in who), sum(c.isalpha() for c in who)
    return "phone" if digits > letters else "name"


def _page(request, kind, form, status=200):
    return render(request, "postroom/noting/note.html", _context(request, kind, form), status=status)


def _context(request, kind, form):
    choice = form["choice"].value() or ""
    conversation, person = chosen(request.user, choice)
    found = candidates.find(request.user, form["who"].value() or "", chosen=conversation or person)
    shown = [one for candidate in found for one in candidate.conversations]
    read_log.note_all(request.user, "search", shown)
    return {
        "channel": channel.get(kind), "form": form, "choice": choice, "candidates": found,
        "who": form["who"].value() or "", "summary_to": request.POST.get(f"summary-{person.pk}", "") if person else "",
    }
