"""Words that editors keep: subjects that only a human speaks about, and everyday words for ours. A list, a box to add to it, and one press to undo."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.assistant.models import DelicateSubject
from gehoor.core import events
from gehoor.knowledge.models import Stamp, Synonyms

from .articles import writes

MOST = 500  # of each list: every question is held against all
TAKEN_AWAY = "knowledge_words_taken_away"  # in the session: what was taken away last, by list


class DelicateForm(forms.ModelForm):
    class Meta:
        model = DelicateSubject
        fields = ["words", "why"]
        widgets = {"words": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_words(self):
        words = " ".join(self.cleaned_data["words"].split())
        if DelicateSubject.objects.filter(words__iexact=words).exists():
            raise forms.ValidationError(_("These words are in the list already."))
        return words


class SynonymsForm(forms.ModelForm):
    class Meta:
        model = Synonyms
        fields = ["words"]
        widgets = {"words": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_words(self):
        sides = [_parts(side) for side in self.cleaned_data["words"].split(">")]
        if len(sides) > 2 or not all(sides) or sum(map(len, sides)) < 2:
            raise forms.ValidationError(_("Write at least two words, with commas between them."))
        words = " > ".join(map(", ".join, sides))
        if Synonyms.objects.filter(words__iexact=words).exists():
            raise forms.ValidationError(_("These words are in the list already."))
        return words


@writes
@require_http_methods(["GET", "POST"])
def synonyms(request):
    """Everyday words for those that we use."""
    return _list(request, Synonyms, SynonymsForm, "administration:synonyms", "administration:remove_synonyms")


@writes
@require_POST
def remove_synonyms(request, pk):
    """Search without this group of words."""
    return _remove(request, get_object_or_404(Synonyms, pk=pk), ("words",), "administration:synonyms")


@writes
@require_http_methods(["GET", "POST"])
def delicate(request):
    """Subjects that the assistant leaves to humans."""
    return _list(request, DelicateSubject, DelicateForm, "administration:delicate_subjects", "administration:remove_delicate_subject")


@writes
@require_POST
def remove_delicate(request, pk):
    """Let the assistant answer about this after all."""
    return _remove(request, get_object_or_404(DelicateSubject, pk=pk), ("words", "why"), "administration:delicate_subjects")


def _list(request, model, form_of, page, removal):
    form = form_of(request.POST or None)
    if form.is_valid() and model.objects.count() >= MOST:
        form.add_error(None, _("There are %(n)d already. Take away what nobody needs first.") % {"n": MOST})
    if form.is_valid():
        form.instance.added_by = request.user
        with transaction.atomic():
            added = form.save()
            Stamp.renew()  # every process reads its words anew
            events.record(f"knowledge.{model._meta.model_name}_added", actor=request.user, row=added.pk)
        _forget(request, page)
        messages.success(request, _("“%(words)s” is added.") % {"words": added.words})
        return redirect(page)
    return render(request, f"administration/knowledge/{page.partition(':')[2]}.html", {
        "form": form, "rows": model.objects.select_related("added_by"), "removal": removal,
        "taken_away": request.session.get(TAKEN_AWAY, {}).get(page),
    }, status=422 if form.errors else 200)


def _remove(request, row, fields, page):
    kept = {name: getattr(row, name) for name in fields}
    with transaction.atomic():
        events.record(f"knowledge.{row._meta.model_name}_removed", actor=request.user, row=row.pk)
        row.delete()
        Stamp.renew()
    request.session[TAKEN_AWAY] = {**request.session.get(TAKEN_AWAY, {}), page: kept}
    messages.success(request, _("“%(words)s” is taken away.") % {"words": kept["words"]})
    return redirect(page)


def _parts(side: str) -> list[str]:
    return [words for part in side.split(",") if (words := " ".join(part.split()))]


def _forget(request, page):
    request.session[TAKEN_AWAY] = {name: kept for name, kept in request.session.get(TAKEN_AWAY, {}).items() if name != page}
