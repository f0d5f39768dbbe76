"""Making forms: list, add, change, look, publish, open, close, copy."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from ..editing import FormForm
from ..filling_form import FillingForm
from ..models import Form

edits = requires(Capability.WRITE_TEXTS)


@edits
@require_GET
def forms(request):
    """All forms, and whether people can fill them in."""
    return render(request, "webform/forms.html", {"forms": Form.objects.select_related("version", "team")})


@edits
@require_http_methods(["GET", "POST"])
def add(request):
    """Begin a form."""
    return _edit(request, Form())


@edits
@require_http_methods(["GET", "POST"])
def form(request, pk):
    """The form: what stands around the questions, the questions, and where it is published."""
    return _edit(request, get_object_or_404(Form.objects.select_related("version"), pk=pk))


@edits
@require_http_methods(["GET", "POST"])
def preview(request, pk):
    """The draft as people will see it. It can be filled in and is checked, but nothing is sent."""
    found = get_object_or_404(Form, pk=pk)
    filled = FillingForm(found.definition, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if filled.is_valid():
        messages.success(request, _("All answers are good. People would now read that we received it."))
    rows = filled.rows()
    return render(request, "webform/fill.html", {
        "definition": found.definition, "filled": filled, "rows": rows, "wrong": [row for row in rows if row["field"].errors],
        "preview": found.pk, "has_files": True, "trap": "trap", "personal": True,
    }, status=422 if filled.errors else 200)


@edits
@require_POST
def publish(request, pk):
    """Give the draft to the public."""
    found = get_object_or_404(Form, pk=pk)
    if problems := found.definition.problems():
        messages.error(request, " ".join(problems))
    else:
        version = found.publish(by=request.user)
        messages.success(request, _("Published as version %(number)d.") % {"number": version.number})
    return redirect("webform:form", pk=pk)


@edits
@require_POST
def switch(request, pk):
    """Open or close it."""
    found = get_object_or_404(Form, pk=pk)
    found.switch(request.POST.get("open") == "yes", by=request.user)
    messages.success(request, _("The form is open.") if found.is_open else _("The form is closed. You can open it again at any time."))
    return redirect("webform:form", pk=pk)


@edits
@require_POST
def copy(request, pk):
    """Begin a new form with the same questions."""
    copied = get_object_or_404(Form, pk=pk).copy(by=request.user)
    messages.success(request, _("This is the copy. It is not published yet."))
    return redirect("webform:form", pk=copied.pk)


def _edit(request, found):
    filled = FormForm(request.POST or None, instance=found)
    if filled.is_valid():
        saved = filled.store(by=request.user)
        messages.success(request, _("Saved. People see new words after you publish."), extra_tags=f"kept:form:{found.pk}")
        return redirect("webform:form", pk=saved.pk)
    definition = found.definition
    url = f"{settings.PUBLIC_URL}{reverse('form:fill', args=[found.slug])}" if found.pk and found.slug else ""
    return render(request, "webform/form.html", {
        "filled": filled, "form": Form.objects.select_related("version").get(pk=found.pk) if found.pk else None,
        "definition": definition, "url": url, "frame_url": f"{url}ingebed/", "script_url": f"{settings.PUBLIC_URL}{static('webform/embed.js')}",
        "rows": [(one, definition.condition(one), definition.answer_in_words(one)) for one in definition.questions],
        "problems": definition.problems() if found.pk else [],
    }, status=422 if filled.errors else 200)
