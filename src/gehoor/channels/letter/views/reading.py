"""A letter beside its paper: read it, and type or improve what it says."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations.models import PAGE, Conversation
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import work
from ..forms import TypeForm
from ..models import Reading


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, pk):
    """Show the pages beside the text; keep what somebody typed."""
    visible = Conversation.objects.visible_to(request.user)
    readings = Reading.objects.select_related("message__conversation__person", "message__contact", "by")
    reading = readings.filter(message=pk, message__conversation__in=visible).first()
    if reading is None:
        raise Http404(_("This letter is not here, or not for you to see."))
    conversation = reading.message.conversation
    read_log.note(request.user, "letter", conversation_id=conversation.pk, person_id=conversation.person_id)
    form = TypeForm(request.POST or None, initial={"text": reading.message.text})
    if request.method == "POST" and form.is_valid():
        work.type_out(reading, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("What the letter says is saved."), extra_tags=f"kept:letter:{pk}")
        return redirect("desk:conversation", reference=conversation.reference)
    context = {"reading": reading, "conversation": conversation, "form": form, "pages": _pages(reading)}
    return render(request, "letter/read.html", context, status=422 if form.errors else 200)


def _pages(reading) -> list[tuple]:
    """(picture, what the computer read there) of each page."""
    pictures = reading.message.attachments.filter(inline=True, content_id__startswith=PAGE).order_by("pk")
    texts = [*reading.page_texts, *[""] * len(pictures)]
    return list(zip(pictures, texts, strict=False))
