"""Letters on their way out: see one before it goes, print what lies ready, and say that it went into the post."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.core.paper import NoPaper
from gehoor.people.addresses import InvalidAddress, normalised_postal
from gehoor.people.models import AddressKind
from gehoor.postroom.models import Delivery
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import outbound, state, work
from ..models import Posting

MOST = 200  # letters on one page and in one pile
VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"  # a browser's own PDF viewer, nothing else


@requires(Capability.HANDLE)
@require_GET
def printing(request):
    """What lies ready, what was posted lately, and what could not be made."""
    ready = _ready(request)
    posted = work.posted_lately(request.user).select_related("by", "delivery__message__conversation__person")[:work.MOST]
    visible = Conversation.objects.visible_to(request.user).open()
    failed = Delivery.objects.filter(channel="letter", state=Delivery.State.FAILED, message__conversation__in=visible)
    failed = failed.select_related("message__conversation__person").order_by("pk")[:work.MOST]
    shown = [one.message.conversation for one in (*ready, *failed, *(posting.delivery for posting in posted))]
    read_log.note_all(request.user, "letter", shown)
    return render(request, "letter/printing.html", {"ready": ready, "posted": posted, "failed": failed})


@requires(Capability.HANDLE)
@require_POST
def download(request):
    """The chosen letters as one PDF, or `one` of them to look at. Posted, so that no number stands in an address."""
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, _("Choose at least one letter."))
        return redirect("letter:printing")
    read_log.note_all(request.user, "letter", [one.message.conversation for one in chosen])
    name = _("letters-%(moment)s.pdf") % {"moment": f"{timezone.localtime():%Y%m%d-%H%M}"}
    try:
        pile = outbound.pile(chosen, both_sides="both_sides" in request.POST)
    except NoPaper:
        return _no_paper(request)
    return _pdf(pile, name, as_attachment="one" not in request.POST)


@requires(Capability.HANDLE)
@require_POST
def posted(request):
    """The chosen letters went into the post."""
    number = outbound.post(_chosen(request), by=request.user)
    if number:
        told = ngettext("%(number)s letter is in the post.", "%(number)s letters are in the post.", number)
        messages.success(request, told % {"number": number})
    else:
        messages.warning(request, _("Choose at least one letter."))
    return redirect("letter:printing")


@requires(Capability.HANDLE)
@require_POST
def not_posted(request, pk):
    """Undo of `posted` for one letter."""
    visible = Conversation.objects.visible_to(request.user)
    postings = Posting.objects.select_related("delivery__message")
    posting = get_object_or_404(postings, pk=pk, delivery__message__conversation__in=visible)
    if outbound.take_from_post(posting, by=request.user):
        messages.success(request, _("The letter lies ready to print again."))
    return redirect("letter:printing")


@requires(Capability.HANDLE)
@require_POST
def preview(request, reference):
    """The answer that is being written, as the letter it will be. Nothing is kept or sent by it."""
    visible = Conversation.objects.visible_to(request.user).select_related("person", "team")
    conversation = visible.filter(reference=as_typed(reference)).first()
    if conversation is None:
        raise Http404(_("This conversation is not here, or not for you to see."))
    read_log.note(request.user, "letter", conversation_id=conversation.pk, person_id=conversation.person_id)
    try:
        pdf = outbound.shown_before(
            conversation, address=_address(request, conversation), by=request.user,
            subject=conversation.subject or _("Your question"), text=request.POST.get("reply-text", "")[:100_000],
        )
    except NoPaper:
        return _no_paper(request)
    return _pdf(pdf, _("preview.pdf"), as_attachment=False)


def _address(request, conversation) -> str:
    """The postal address that is chosen or typed, else the one that is known."""
    chosen = request.POST.get("reply-to", "")
    text = request.POST.get("reply-other", "") if chosen == "other" else chosen.removeprefix("letter:")
    try:
        return normalised_postal(text)
    except InvalidAddress:
        known = conversation.person.addresses.filter(kind=AddressKind.POSTAL).order_by("-is_preferred", "-pk")
        return known.values_list("value", flat=True).first() or ""


def _ready(request) -> list[Delivery]:
    found = work.to_print(request.user).select_related("message__conversation__person", "message__contact__employee")
    return list(found.prefetch_related("message__attachments")[:MOST])


def _chosen(request) -> list[Delivery]:
    asked = request.POST.getlist("one") or request.POST.getlist("letter")
    numbers = [each for each in asked[:MOST] if each.isdecimal() and len(each) < 19]
    found = work.to_print(request.user).filter(pk__in=numbers).select_related("message__conversation__team", "message__contact__person")
    return list(found.prefetch_related("message__attachments__blob"))


def _no_paper(request):
    return render(request, "letter/no_paper.html", {"why": state.no_paper()}, status=503)


def _pdf(content, name, *, as_attachment) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    response["Content-Security-Policy"] = VIEWER
    response["Cache-Control"] = "private, no-store"
    return response
