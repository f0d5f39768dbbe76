"""The page of one conversation for the person who had it. The token in the address is the only key, so it needs no
cookie, and no CSRF token either: another site would have to know the address."""

from datetime import timedelta
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.appointments.change_link import coming
from gehoor.conversations import links
from gehoor.conversations.models import Attachment
from gehoor.core.public import personal
from gehoor.postroom.models import Arrival

from .. import inbound, knocking, record, renewing
from .. import transcript as transcripts
from ..forms import CodeForm, WriteForm, new_page

MOST_AN_HOUR = 20  # messages with one link
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def opens(view):
    """Let in whoever has a link that opens; who has not gets a page that helps. The view gets the link itself."""

    @csrf_exempt
    @personal
    @wraps(view)
    def let_in(request, token, **kwargs):
        link = links.find(token)
        if link is None:
            return _unknown(request)
        if not link.opens:
            return _gone(request, link, token)
        return view(request, link, token=token, **kwargs)

    return let_in


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request, link, token):
    """Everything said to and by this person, and a box to write back."""
    form = WriteForm(request.POST or None, request.FILES or None, initial={"page": new_page()})
    if request.method == "POST" and form.is_valid():
        if too_many(link):
            form.add_error(None, _("You sent a lot in the past hour. Your text is kept here; send it later, or call us."))
            return _page(request, link, token, form, 429)
        inbound.keep(link, form.cleaned_data["text"], form.cleaned_data["files"], page=form.cleaned_data["page"])
        return redirect(f"{request.path}?ontvangen=1#geschreven")
    if request.method == "GET":
        links.opened(link)
    return _page(request, link, token, form, 422 if form.is_bound else 200)


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """Where the code from a letter is typed. It stands in no address: the page of its link does the rest."""
    form = CodeForm(request.POST if request.method == "POST" else None)  # nothing typed at all is a mistake too
    if request.method != "POST":
        return render(request, "portal/code.html", {"form": form, "personal": True})
    link = links.typed(form.cleaned_data["code"]) if form.is_valid() else None
    token = link and links.token_of(link)
    if token:
        return redirect("resident:conversation", token=token)
    too_often = knocking.wrong(request)
    form.refuse(too_often)
    return render(request, "portal/code.html", {"form": form, "personal": True}, status=429 if too_often else 422)


def _page(request, link, token, form, status):
    return render(request, "portal/conversation.html", {
        "record": record.of_link(link), "form": form, "token": token, "link": link, "personal": True,
        "appointments": coming(link), "on_its_way": inbound.on_its_way(link), "received": "ontvangen" in request.GET,
    }, status=status)


def too_many(link) -> bool:
    """Whether more was sent with this link in the past hour than people write."""
    since = timezone.now() - timedelta(hours=1)
    sent = Arrival.objects.filter(channel=inbound.KIND, source=inbound.source_of(link), arrived_at__gt=since)
    return sent.count() >= MOST_AN_HOUR


@opens
@require_GET
def attachment(request, link, token, file):
    """One file of what was said to or by this person; never run by the browser."""
    shown = {one.pk for line in record.of_link(link).lines for one in line.files}
    found = get_object_or_404(Attachment.objects.select_related("blob"), token=file, pk__in=shown)
    inline = found.content_type in IMAGES
    response = HttpResponse(
        bytes(found.blob.content), content_type=found.content_type if inline else "application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(not inline, found.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@opens
@require_GET
def transcript(request, link, token, form):
    """Everything on one paper, to keep."""
    if form not in transcripts.FORMS:
        raise Http404
    return transcripts.download(request, record.of_link(link), form)


@csrf_exempt
@personal
@require_POST
def renew(request, token):
    """Send a new link to an address we know. Whether we know one, and which, is not told."""
    link = links.find(token)
    if link is None:
        return _unknown(request)
    if link.is_expired and link.revoked_at is None:
        renewing.renew(link)
    return render(request, "portal/asked.html", {"personal": True})


def _unknown(request):
    too_often = knocking.wrong(request)
    response = render(request, "portal/unknown.html", {"personal": True}, status=429 if too_often else 404)
    if too_often:
        response["Retry-After"] = str(knocking.WITHIN)
    return response


def _gone(request, link, token):
    context = {"personal": True, "token": token, "can_renew": link.revoked_at is None}
    return render(request, "portal/gone.html", context, status=410)
