"""One page to find who it is and write down what was said."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.postroom import channel, drafting, drafts
from gehoor.postroom.models import Draft
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
        return _hold(request, kind, form)
    contact = record(kind, form, by=request.user)
    drafts.done(_place(request, kind))
    said = _("Saved, and a summary is on its way.") if form.cleaned_data["summary_to"] else _("Saved.")
    messages.success(request, said, extra_tags=f"kept:{kind}:note")
    if form.cleaned_data["now"] == Now.DONE and not contact.conversation.is_closed:
        messages.warning(request, _("Something changed while you were writing, so the conversation stays open."))
    return redirect("desk:conversation", reference=contact.conversation.reference)


@requires(Capability.HANDLE)
@require_POST
def find(request, kind):
    """The candidates alone, while the employee types. Posted, so that no number stands in an address or a log."""
    return render(request, "postroom/noting/_candidates.html", _context(request, kind, _typed(request)))


@requires(Capability.HANDLE)
@require_POST
def save_draft(request, kind):
    """Save the note as it stands."""
    place = _place(request, kind)
    return drafting.answer_save(request, place, lambda: redirect(channel.get(kind).note_url))


@requires(Capability.HANDLE)
@require_POST
def choose_draft(request, kind):
    """Choose between what two windows wrote."""
    drafts.choose(_place(request, kind), request.POST.get("other", ""), use=request.POST.get("choice") == "use")
    return redirect(channel.get(kind).note_url)


@requires(Capability.HANDLE)
@require_POST
def begin_anew(request, kind):
    """Somebody else is on the line: what was begun before goes out of the way, and can be put back."""
    drafts.begin_anew(_place(request, kind))
    messages.success(request, _("You can begin. What was here is under “My drafts” for a day."))
    asked = as_typed(request.POST.get("conversation", ""))
    return redirect(reverse(channel.get(kind).note_url) + (f"?conversation={asked}" if asked else ""))


def _place(request, kind) -> drafts.Place:
    return drafts.Place(request.user, Draft.Kind.CONTACT, channel=kind)


def _hold(request, kind, form):
    """Not filed yet: kept as a draft, and the page says what is missing."""
    try:
        drafting.save_posted(request, _place(request, kind), comes_first=True)
    except drafts.TooLong:
        pass  # the form says so, and still holds it
    return _page(request, kind, form, status=422)


def _begin(request, kind):
    """What was begun and not saved; else an empty page, or one that begins at a conversation (?conversation=K7P2-9XQM)."""
    draft = drafting.of_place(_place(request, kind))
    if draft.fields:
        return _page(request, kind, NoteForm(initial=draft.fields, employee=request.user), draft=draft, is_old=True)
    asked = request.GET.get("conversation", "")
    if not asked:
        return _page(request, kind, NoteForm(employee=request.user), draft=draft)
    visible = Conversation.objects.visible_to(request.user)
    conversation = visible.select_related("person").filter(reference=as_typed(asked)).first()
    if conversation is None:
        raise Http404
    initial = {"choice": f"conversation:{conversation.reference}"}
    return _page(request, kind, NoteForm(initial=initial, employee=request.user), draft=draft)


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


def _page(request, kind, form, *, status=200, draft=None, is_old=False):
    draft = draft or drafting.of_place(_place(request, kind))
    context = _context(request, kind, form, draft.fields)
    urls = {name: reverse(url) for name, url in channel.get(kind).draft_urls.items()}
    context |= {"draft": draft, "is_old": is_old, "urls": urls, "asked": request.GET.get("conversation", "")}
    return render(request, "postroom/noting/note.html", context, status=status)


def _context(request, kind, form, typed=None):
    choice = form["choice"].value() or ""
    conversation, person = chosen(request.user, choice)
    found = candidates.find(request.user, form["who"].value() or "", chosen=conversation or person)
    shown = [one for candidate in found for one in candidate.conversations]
    read_log.note_all(request.user, "search", shown)
    said = {
        name: request.POST.get(f"{name}-{person.pk}", (typed or {}).get(f"{name}-{person.pk}", "")) if person else ""
        for name in ("summary", "speaker", "speaker-name")
    }
    return {
        "channel": channel.get(kind), "form": form, "choice": choice, "candidates": found,
        "who": form["who"].value() or "", "summary_to": said["summary"],
        "speaker": said["speaker"], "speaker_name": said["speaker-name"], "chosen_person": person,
    }
