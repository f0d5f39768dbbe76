"""A form for somebody without an account. No session, no cookie: what a page must know, it carries signed."""

from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.complaints import told as complaints
from gehoor.conversations.models import Conversation
from gehoor.core.public import personal
from gehoor.postroom.models import Arrival

from .. import embedding, page_token, submission, suspicion
from ..definition import Kind
from ..files import MOST_BYTES
from ..filling_form import FillingForm
from ..keeping import Kept
from ..models import Filling, Form, Sending, Version

MOST_AN_HOUR = 300  # tries from one network address; beyond it nothing is taken in for a while


@require_GET
def index(request):
    """All forms that are open."""
    forms = Form.objects.available().select_related("version")
    return render(request, "webform/index.html", {"forms": forms})


@csrf_exempt  # nobody is logged in here, and a frame of another site gets no cookie: the page carries a signature instead
@cache_control(private=True, no_cache=True)  # not no-store: going back in the browser keeps what was typed
@require_http_methods(["GET", "HEAD", "POST"])
@embedding.framed_where_allowed
def fill(request, slug, framed=False):
    """Show a form, or take in what was filled in."""
    form = Form.objects.select_related("version").filter(slug=slug, version__isnull=False).first()
    if form is None:
        raise Http404
    page = page_token.read(request.POST.get("page", "")) if request.method == "POST" else None
    if not form.is_available and not _had_begun(page, form):
        return _closed(request, form, framed)
    if request.method != "POST":
        return _show(request, _new_page(request, form), form.version, framed)
    if page is None or (version := form.versions.filter(pk=page.version).first()) is None:
        return _again(request, form, framed)
    return _take_in(request, page, version, framed)


@csrf_exempt
@personal
@require_GET
def resume(request, token):
    """Go on with what was saved."""
    filling = Filling.saved(token)
    if filling is None:
        return render(request, "webform/gone.html", {"personal": True}, status=404)
    if filling.arrival_id:
        return render(request, "webform/sent_already.html", {"personal": True, "form": filling.version})
    page = page_token.Page(
        version=filling.version_id, nonce=filling.nonce, conversation=filling.conversation_id, person=filling.person_id
    )
    kept = Kept(page, filling.version)
    filled = FillingForm(filling.version.definition, kept=kept.files, initial=kept.typed)
    return _show(request, page, filling.version, False, filled, personal=True)


@personal
@require_GET
@embedding.framed_where_allowed
def received(request, slug, token, framed=False):
    """It came in: what happens next, and a copy of what was filled in."""
    arrival = Arrival.objects.select_related("contact__conversation").filter(
        pk=page_token.read_received(token), channel="webform"
    ).first()
    if arrival is None:
        return render(request, "webform/gone.html", {"personal": True, "framed": framed, "was_sent": True}, status=404)
    stored = submission.stored(arrival)
    return render(request, "webform/received.html", {
        "personal": True, "framed": framed, "stored": stored, "at": arrival.arrived_at, "slug": slug,
        "definition": Version.objects.get(pk=arrival.envelope["version"]).definition, "complaint": _complaint(arrival),
        "reference": arrival.contact.conversation.reference if arrival.contact else "",
    })


def _complaint(arrival):
    """What the person is told of their complaint; None where it is none."""
    return complaints.of(arrival.contact.conversation) if arrival.contact else None


def _take_in(request, page, version, framed):
    tries = Sending.count(request.META.get("REMOTE_ADDR", ""))
    if tries > MOST_AN_HOUR:
        filled = FillingForm(version.definition, initial=Kept(page, version).from_post(request.POST))
        return _show(request, page, version, framed, filled, status=429, too_many=True)
    kept = Kept(page, version)
    if "remove" in request.POST:
        kept.remove(request.POST["remove"])
    filled = FillingForm(version.definition, request.POST, request.FILES, kept=kept.files)
    if "remove" in request.POST or request.POST.get("action") == "save":
        return _not_yet(request, page, version, kept, filled, framed)
    if not filled.is_valid():
        kept.keep(filled)
        filled.kept_again(kept.files)
        return _show(request, page, version, framed, filled, status=422)
    reasons = suspicion.reasons(page, filled, request.POST, tries, is_first_try=not kept.exists)
    arrival = submission.hand_in(page, filled, version, reasons)
    where = "form:framed_received" if framed else "form:received"
    return HttpResponseRedirect(reverse(where, args=[version.form.slug, page_token.for_received(arrival)]))


def _not_yet(request, page, version, kept, filled, framed):
    """Nothing is sent: save it for later, or show it again without a file that was taken away."""
    filled.is_valid()
    kept.keep(filled)
    if request.POST.get("action") == "save":
        link = request.build_absolute_uri(reverse("form:resume", args=[kept.save_for_later(request.POST)]))
        return render(request, "webform/saved.html", {
            "personal": True, "framed": framed, "link": link, "title": version.definition.title, "until": kept.filling.expires_at,
        })
    typed = FillingForm(version.definition, kept=kept.files, initial=kept.from_post(request.POST))
    return _show(request, page, version, framed, typed)


def _new_page(request, form) -> page_token.Page:
    conversation, person = page_token.read_conversation(request.GET.get("gesprek", ""))
    return page_token.Page(version=form.version_id, conversation=conversation, person=person)


def _adds_to(page) -> str:
    """Reference of the conversation that a link led here from; the one it was joined into, where it was."""
    found = Conversation.objects.filter(pk=page.conversation) if page.conversation else Conversation.objects.none()
    return found.values_list(Coalesce("joined_into__reference", "reference"), flat=True).first() or ""


def _again(request, form, framed):
    """The page is from too long ago, or not of ours: what was typed stands in a fresh one, to be sent again."""
    page = _new_page(request, form)
    filled = FillingForm(form.version.definition, kept=(), initial=Kept(page, form.version).from_post(request.POST))
    return _show(request, page, form.version, framed, filled, status=422, is_old=True)


def _had_begun(page, form) -> bool:
    """Whoever opened it while it was open may send it for another day."""
    return bool(page and form.version_id and page.age.days < 1)


def _closed(request, form, framed):
    typed = [value for name, values in request.POST.lists() if name.startswith("q") for value in values if value]
    context = {"definition": form.version.definition, "form": form, "framed": framed, "typed": typed}
    return render(request, "webform/closed.html", context)


def _show(request, page, version, framed, filled=None, status=200, **more):
    filled = filled or FillingForm(version.definition)
    rows = filled.rows()
    return render(request, "webform/fill.html", {
        "definition": version.definition, "version": version, "filled": filled, "rows": rows, "framed": framed,
        "page": page.signed(), "trap": suspicion.TRAP, "has_files": any(row["question"].kind == Kind.FILE for row in rows), "files_limit": MOST_BYTES,
        "adds_to": _adds_to(page), "wrong": [row for row in rows if row["field"].errors], "slug": version.form.slug, **more,
    }, status=status)


