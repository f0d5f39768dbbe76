"""Files, originals and HTML of messages: never in our own page, always logged."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from gehoor.conversations.models import Attachment, Conversation, Message
from gehoor.postroom import channel
from gehoor.postroom.models import Arrival
from gehoor.trust import read_log

from ..access import shows
from ..mail_frame import document

IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}  # a browser shows these and runs nothing
LOCKED = "default-src 'none'; sandbox"
VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
FRAME = "default-src 'none'; style-src 'unsafe-inline'; img-src data:{images}; sandbox{popups}; frame-ancestors 'self'"


@shows
def attachment(request, token):
    """One file, by a token nobody guesses and only where its conversation is visible."""
    visible = Conversation.objects.visible_to(request.user)
    found = get_object_or_404(
        Attachment.objects.select_related("blob", "message__conversation"), token=token,
        message__conversation__in=visible,
    )
    conversation = found.message.conversation
    read_log.note(request.user, "attachment", conversation_id=conversation.pk, person_id=conversation.person_id)
    return _download(bytes(found.blob.content), found.name, found.content_type)


@shows
def html(request, pk):
    """The HTML of a message as sent, in a sandboxed frame; remote images only when asked for (?images=1)."""
    found = get_object_or_404(
        Message.objects.select_related("conversation"), pk=pk,
        conversation__in=Conversation.objects.visible_to(request.user),
    )
    if not found.html:
        raise Http404
    read_log.note(request.user, "html", conversation_id=found.conversation_id, person_id=found.conversation.person_id)
    with_remote = request.GET.get("images") == "1"
    response = HttpResponse(document(found, with_remote=with_remote))
    # Links open in a tab of their own, which must not be sandboxed too or no site would work.
    popups = " allow-popups allow-popups-to-escape-sandbox"
    response["Content-Security-Policy"] = FRAME.format(images=" https:" if with_remote else "", popups=popups)
    response["Referrer-Policy"] = "no-referrer"
    return response


@shows
def original(request, pk):
    """The original of a contact exactly as it came in."""
    visible = Conversation.objects.visible_to(request.user)
    arrival = Arrival.objects.select_related("contact__conversation").filter(
        contact__pk=pk, contact__conversation__in=visible
    ).first()
    if arrival is None:
        raise Http404
    conversation = arrival.contact.conversation
    read_log.note(request.user, "original", conversation_id=conversation.pk, person_id=conversation.person_id)
    return download_original(arrival, f"{conversation.reference}-{arrival.pk}")


def download_original(arrival, name) -> HttpResponse:
    """The kept bytes as a file of the kind its channel says they are."""
    try:
        kind, suffix = channel.get(arrival.channel).original_kind(arrival)
    except LookupError:  # its channel is no longer installed
        kind, suffix = channel.ChannelConfig.original_type, channel.ChannelConfig.original_suffix
    return _download(bytes(arrival.original), name + suffix, kind)


def _download(content, name, content_type) -> HttpResponse:
    inline = content_type in IMAGES or content_type == "application/pdf"
    response = HttpResponse(content, content_type=content_type if inline else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["X-Content-Type-Options"] = "nosniff"
    # Browsers do not show a PDF in a sandbox; their viewer is one of its own and runs nothing in our name.
    response["Content-Security-Policy"] = VIEWER if content_type == "application/pdf" else LOCKED
    response["Cache-Control"] = "private, no-store"
    return response
