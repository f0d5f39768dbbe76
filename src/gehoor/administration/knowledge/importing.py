"""Articles of a file brought over in the browser: first told what would come of it, then done.

Between the two the bytes are a `Blob`, which goes by itself after a day; what comes back from the browser is signed and says
whose it is, so that nobody reads another file by it.
"""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gehoor.conversations.models import Blob
from gehoor.knowledge.importing import bringing, reading

from .articles import writes
from .forms import ImportForm

MOST_BYTES = 10 * 1024 * 1024
MOST = 1000  # articles at once, so that nobody waits longer than a minute
SALT, KEPT = "gehoor.administration.knowledge.importing", 24 * 60 * 60  # seconds
SHOWN = 100  # rows of what needs somebody to look


@writes
@require_http_methods(["GET", "POST"])
def take_in(request):
    """Try a file; with `confirmed` bring over what was tried."""
    if request.method != "POST":
        return _page(request, ImportForm())
    if "confirmed" in request.POST:
        return _confirm(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    raw, source = _start_of(form.cleaned_data["file"]), form.cleaned_data["source"]
    try:
        records = _records(raw)
    except reading.NoArticles as problem:
        form.add_error("file", str(problem))
        return _page(request, form, status=422)
    outcome = bringing.bring(records, by=request.user, source=source, dry_run=True)
    tried = signing.dumps({"file": Blob.keep(raw).sha256, "source": source, "by": request.user.pk}, salt=SALT, compress=True)
    return _page(request, form, outcome=outcome, tried=tried, source=source, shown=SHOWN)


def _confirm(request):
    try:
        tried = signing.loads(request.POST["confirmed"], salt=SALT, max_age=KEPT)
        blob = Blob.objects.get(sha256=tried["file"])
    except (signing.BadSignature, Blob.DoesNotExist):
        tried = None
    if not tried or tried["by"] != request.user.pk:
        messages.error(request, _("The trial is too long ago. Choose the file once more; nothing was brought over."))
        return redirect("administration:import_articles")
    outcome = bringing.bring(_records(bytes(blob.content)), by=request.user, source=tried["source"])
    done = outcome.new + outcome.changed
    messages.success(request, ngettext("%(n)d article is brought over and told.", "%(n)d articles are brought over and told.", done) % {"n": done})
    if kept := len(outcome.kept):
        messages.info(request, ngettext("%(n)d text waits as a draft, because an editor wrote in ours.",
                                        "%(n)d texts wait as drafts, because an editor wrote in ours.", kept) % {"n": kept})
    return redirect("administration:articles")


def _records(raw: bytes) -> list:
    """What stands in the file. Raises `NoArticles`, also where it is too much for a browser."""
    if len(raw) > MOST_BYTES:
        raise reading.NoArticles(_("This file is larger than %(n)d MB. Split it, or ask your administrator for “gehoor knowledge import”.") % {
            "n": MOST_BYTES // 2**20})
    records = reading.read(raw)
    if len(records) > MOST:
        raise reading.NoArticles(_("More than %(n)d articles. Split the file, or ask your administrator for “gehoor knowledge import”.") % {"n": MOST})
    return records


def _start_of(file) -> bytes:
    """All of it, or a byte more than may be."""
    return file.read(MOST_BYTES + 1)


def _page(request, form, status=200, **more):
    return render(request, "administration/knowledge/import.html", {"form": form, **more}, status=status)
