"""Who may act for this person, and who speaks for an organisation."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gehoor.conversations import whom
from gehoor.people import finding, helping, register
from gehoor.people.addresses import InvalidAddress, kind_of
from gehoor.people.models import ContactPerson, Organisation, Person, Representation

from . import page
from .forms import PermissionForm, SpeakerForm
from .views import changes


class SeveralFit(ValueError):
    """More than one person may be meant; `found` are they."""

    def __init__(self, found):
        super().__init__()
        self.found = found


@changes
def permit(request, person):
    """Write down a helper's permission; who the helper is, is found or written down as someone new."""
    form = PermissionForm(request.POST)
    if not form.is_valid():
        return page.show(request, person, permission=form, status=422)
    try:
        helper = _somebody(request, person, form.cleaned_data.pop("helper"))
    except SeveralFit as several:
        return page.show(request, person, permission=form, helper_found=several.found, status=422)
    helping.permit(person, helper, by=request.user, **form.cleaned_data)
    messages.success(request, _("%(name)s may act for this person now.") % {"name": helper})
    return redirect("desk:person_page", pk=person.pk)


@changes
def take_back(request, person, permission):
    """The person takes the permission back, or it was a mistake."""
    found = Representation.objects.filter(pk=min(permission, 2**62), person=person).first()
    if found is None:
        raise Http404(_("This permission is not here."))
    helping.take_back(found, by=request.user)
    messages.success(request, _("The permission is taken back. From now on nothing goes to the helper by itself."))
    return redirect("desk:person_page", pk=person.pk)


@changes
def organisation(request, person):
    """What was taken for a person is an organisation."""
    helping.make_organisation(person, by=request.user)
    messages.success(request, _("This is an organisation now. Add its contact persons."))
    return redirect("desk:person_page", pk=person.pk)


@changes
def speak(request, person):
    """At an organisation: add a contact person. At a person: say for which organisation they speak."""
    form = SpeakerForm(request.POST)
    if not form.is_valid():
        return page.show(request, person, speaker=form, status=422)
    own = Organisation.objects.filter(party=person).first()
    try:
        other = _somebody(request, person, form.cleaned_data["who"], organisations=own is None)
    except SeveralFit as several:
        return page.show(request, person, speaker=form, speaker_found=several.found, status=422)
    firm = own or helping.make_organisation(other, by=request.user)
    helping.speak_for(firm, other if own else person, form.cleaned_data["role"], by=request.user)
    messages.success(request, _("Saved."))
    return redirect("desk:person_page", pk=person.pk)


@changes
def stop_speaking(request, person, contact_person):
    """No longer a contact person."""
    ours = ContactPerson.objects.filter(Q(organisation__party=person) | Q(person=person)).select_related("organisation")
    found = ours.filter(pk=min(contact_person, 2**62)).first()
    if found is None:
        raise Http404(_("This contact person is not here."))
    helping.stop_speaking(found, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("desk:person_page", pk=person.pk)


def _somebody(request, person, text, *, organisations=None) -> Person:
    """Who is meant by what was typed: who was chosen, the only one it fits surely, or someone new.

    Nobody is guessed: raises `SeveralFit` where people of that name are known and none was chosen.
    """
    chosen = request.POST.get("chosen", "")
    found = [one for one in whom.find(request.user, text) if one.person.pk != person.pk and one.reason != finding.Reason.ALIKE]
    if organisations:
        found = [one for one in found if Organisation.objects.filter(party=one.person).exists()]
    for one in found:
        if chosen == str(one.person.pk):
            return one.person
    if found and chosen != "new":
        raise SeveralFit(found)
    is_address = "@" in text or not any(letter.isalpha() for letter in text)
    if is_address:
        try:
            return register.new_person("", by=request.user, **{str(kind_of(text)): text})
        except InvalidAddress:
            pass  # then it is kept as it was typed
    return register.new_person(text, by=request.user)
