"""The questions of a form: add, change, move, take away, put back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..definition import MOST_QUESTIONS
from ..editing import QuestionForm
from ..models import Form
from .editing import edits


@edits
@require_http_methods(["GET", "POST"])
def add(request, pk):
    """Ask something more."""
    form = get_object_or_404(Form, pk=pk)
    if len(form.definition.questions) >= MOST_QUESTIONS:
        messages.error(request, _("A form can have %(number)d questions. Make a second form for the rest.") % {"number": MOST_QUESTIONS})
        return redirect("webform:form", pk=pk)
    return _edit(request, form, None)


@edits
@require_http_methods(["GET", "POST"])
def question(request, pk, key):
    """Change one question."""
    return _edit(request, *_found(pk, key))


@edits
@require_POST
def move(request, pk, key):
    """One place up or down."""
    form, _question = _found(pk, key)
    form.move(key, -1 if request.POST.get("to") == "up" else 1, by=request.user)
    return redirect(_at(form, key))


@edits
@require_POST
def remove(request, pk, key):
    """Take it away; it can be put back."""
    form, removed = _found(pk, key)
    form.remove(key, by=request.user)
    messages.success(request, _("“%(question)s” is taken away. You can put it back.") % {"question": removed.label})
    return redirect("webform:form", pk=pk)


@edits
@require_POST
def put_back(request, pk):
    """Undo the last removal."""
    form = get_object_or_404(Form, pk=pk)
    if back := form.put_back(by=request.user):
        messages.success(request, _("“%(question)s” is back.") % {"question": back.label})
    return redirect("webform:form", pk=pk)


def _found(pk, key):
    form = get_object_or_404(Form, pk=pk)
    question = form.definition.question(key)
    if question is None:
        raise Http404
    return form, question


def _edit(request, form, question):
    filled = QuestionForm(request.POST or None, definition=form.definition, question=question)
    if filled.is_valid():
        if question:
            form.change(filled.as_question(), by=request.user)
        else:
            question = form.add(filled.as_question(), by=request.user)
        kept = f"kept:question:{form.pk}:{filled.question.key if filled.question else 'new'}"
        messages.success(request, _("The question is saved. People see it after you publish."), extra_tags=kept)
        return redirect(_at(form, question.key))
    return render(request, "webform/question.html", {"form": form, "question": question, "filled": filled}, status=422 if filled.errors else 200)


def _at(form, key):
    return f"{reverse('webform:form', args=[form.pk])}#question-{key}"
