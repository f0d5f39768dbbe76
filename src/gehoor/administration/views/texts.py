"""The texts that go out by themselves."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.core import events
from gehoor.postroom import standard_texts
from gehoor.postroom.models import StandardText
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import example
from ..forms.standard_text import StandardTextForm

UNDO = "standard_text_undo"  # in the session: what somebody wrote before going back to the built-in text


@requires(Capability.WRITE_TEXTS)
@require_GET
def texts(request):
    """Every standard text, and which are the organisation's own."""
    own = {text.key: text for text in StandardText.objects.all()}
    rows = [(key, own.get(key), standard_texts.built_in(key)[0]) for key in StandardText.Key]
    return render(request, "administration/texts.html", {"rows": rows})


@requires(Capability.WRITE_TEXTS)
@require_http_methods(["GET", "POST"])
def text(request, key):
    """Write one; with "preview" it is shown filled in and nothing is kept yet."""
    own = _own(key)
    subject, body = (own.subject, own.body) if own else standard_texts.built_in(key)
    form = StandardTextForm(request.POST or None, instance=own or StandardText(key=key), initial={"subject": subject, "body": body})
    if form.is_valid() and "preview" not in request.POST:
        with transaction.atomic():
            form.save()
            events.record("standard_text.changed", actor=request.user, key=key)
        messages.success(request, _("Saved. From now on this text goes out."), extra_tags=f"kept:text:{key}")
        return redirect("administration:text", key=key)
    shown = (form.cleaned_data["subject"], form.cleaned_data["body"]) if form.is_bound and form.is_valid() else (subject, body)
    return render(request, "administration/text.html", {
        "form": form, "key": StandardText.Key(key), "own": own, "undo": request.session.get(UNDO, {}).get(key),
        "preview": example.fill(key, *shown), "placeholders": example.explained(key),
    }, status=422 if form.errors else 200)


@requires(Capability.WRITE_TEXTS)
@require_POST
def built_in(request, key):
    """Back to the text that Gehoor comes with; what was written can be put back in this session."""
    if own := _own(key):
        request.session[UNDO] = {**request.session.get(UNDO, {}), key: [own.subject, own.body]}
        with transaction.atomic():
            own.delete()
            events.record("standard_text.reset", actor=request.user, key=key)
        messages.success(request, _("The built-in text goes out again. You can still put your own text back below."))
    return redirect("administration:text", key=key)


@requires(Capability.WRITE_TEXTS)
@require_POST
def put_back(request, key):
    """Undo of `built_in`."""
    _own(key)
    kept = request.session.get(UNDO, {})
    if pair := kept.pop(key, None):
        request.session[UNDO] = kept
        with transaction.atomic():
            StandardText.objects.update_or_create(key=key, defaults={"subject": pair[0], "body": pair[1]})
            events.record("standard_text.changed", actor=request.user, key=key)
        messages.success(request, _("Your own text goes out again."))
    return redirect("administration:text", key=key)


def _own(key) -> StandardText | None:
    if key not in StandardText.Key.values:
        raise Http404
    return StandardText.objects.filter(key=key).first()
