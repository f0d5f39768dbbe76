"""What the conversation is called, how it stands, and who the person is."""

from django.contrib import messages
from django.utils.translation import gettext as _

from gehoor.people import register

from ..access import acts, back
from ..forms import AddressForm, PersonForm, StatusForm, SubjectForm
from .conversation import page


@acts
def rename(request, conversation):
    """Give the question a clearer subject."""
    form = SubjectForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, status_code=422, subject_form=form)
    conversation.rename(form.cleaned_data["subject"], by=request.user)
    messages.success(request, _("The subject is changed."))
    return back(request, conversation)


@acts
def say_status(request, conversation):
    """Write how it stands; empty goes back to what Gehoor says by itself."""
    form = StatusForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, status_code=422, status_form=form)
    conversation.say_status(form.cleaned_data["sentence"], by=request.user)
    messages.success(request, _("This is how it stands, for whoever asks."))
    return back(request, conversation)


@acts
def person(request, conversation):
    """Name and stated needs of the person."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, status_code=422, person_form=form)
    asker = conversation.person
    if asker.name != form.cleaned_data["name"]:
        register.rename(asker, form.cleaned_data["name"], by=request.user)
    if asker.stated_needs != form.cleaned_data["needs"]:
        register.state_needs(asker, form.cleaned_data["needs"], by=request.user)
    messages.success(request, _("What you wrote about the person is saved."))
    return back(request, conversation)


@acts
def add_address(request, conversation):
    """Another number or e-mail address of the person."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, status_code=422, address_form=form)
    address, is_new = register.add_address(conversation.person, form.cleaned_data["address"], by=request.user)
    said = _("%(address)s is added.") if is_new else _("%(address)s was there already.")
    messages.success(request, said % {"address": address})
    return back(request, conversation)
