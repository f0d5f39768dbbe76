"""Finding people, and writing down what they tell about themselves."""

from functools import wraps

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.conversations import whom
from gehoor.people import finding, helping, ownership, register
from gehoor.people.addresses import kind_of
from gehoor.people.models import DigitalAddress, Person
from gehoor.trust import read_log

from .. import rail
from ..access import reads, shows
from ..forms import AddressForm
from . import page
from .forms import NewPersonForm, WordsForm

LAST = "desk_people"  # in the session: what was looked for, so that no name stands in an address or a log


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def people(request):
    """Find people by name, number, address or organisation."""
    if request.method == "POST":
        request.session[LAST] = request.POST.get("who", "")[: finding.LONGEST]
        return redirect("desk:people")
    return _people(request, NewPersonForm())


def _people(request, form, status=200):
    who = request.session.get(LAST, "")
    context = {"who": who, "found": whom.find(request.user, who), "form": form, "rail": rail.links(request.user, "people")}
    return render(request, "desk/people/people.html", context, status=status)


@reads
@require_POST
def new(request):
    """Write down somebody new, or an organisation."""
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        return _people(request, form, status=422)
    address = form.cleaned_data["address"]
    sort = {str(kind_of(address)): address} if address else {}
    person = register.new_person(form.cleaned_data["name"], by=request.user, **sort)
    if form.cleaned_data["is_organisation"]:
        helping.make_organisation(person, by=request.user)
    messages.success(request, _("%(name)s is written down.") % {"name": person})
    return redirect("desk:person_page", pk=person.pk)


@shows
def person(request, pk):
    """Everything of one person; who was merged leads to whom they proved to be."""
    found = page.find(request.user, pk)
    if found.merged_into_id:
        messages.info(request, _("%(name)s proved to be this person.") % {"name": found})
        return redirect("desk:person_page", pk=ownership.current(found).pk)
    return page.show(request, found)


@shows
def history(request, pk):
    """Who wrote down what about this person, and when."""
    found = ownership.current(page.find(request.user, pk))
    read_log.note(request.user, "person", person_id=found.pk)
    context = {"person": found, "changes": page.changes_of(found), "rail": rail.links(request.user, "people")}
    return render(request, "desk/people/history.html", context)


def changes(view):
    """One verb on one person: `view(request, person)` gets whom they proved to be, and nobody is merged meanwhile."""

    @wraps(view)
    def with_person(request, pk, **parameters):
        with transaction.atomic():
            ownership.hold()
            return view(request, ownership.current(page.find(request.user, pk)), **parameters)

    return reads(require_POST(with_person))


@changes
def words(request, person):
    """Name, anonymity and needs, as the person says them."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page.show(request, person, words=form, status=422)
    said = form.cleaned_data
    if person.name != said["name"]:
        register.rename(person, said["name"], by=request.user)
    if person.is_anonymous != (said["anonymous"] and not person.name):
        register.wants_no_name(person, said["anonymous"], by=request.user)
    if set(person.needs) != set(said["needs"]):
        register.choose_needs(person, said["needs"], by=request.user)
    if person.stated_needs != said["stated_needs"]:
        register.state_needs(person, said["stated_needs"], by=request.user)
    messages.success(request, _("What you wrote about the person is saved."))
    return redirect("desk:person_page", pk=person.pk)


@changes
def add_address(request, person):
    """Another number or e-mail address."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return page.show(request, person, address_form=form, status=422)
    address, is_new = register.add_address(person, form.cleaned_data["address"], by=request.user)
    said = _("%(address)s is added.") if is_new else _("%(address)s was there already.")
    messages.success(request, said % {"address": address})
    return redirect("desk:person_page", pk=person.pk)


@changes
def change_address(request, person, address):
    """Correct an address, take it away, or say that it is the preferred one."""
    found = person.addresses.filter(pk=min(address, 2**62)).first()
    if found is None:
        raise Http404(_("This address is no longer here."))
    if "withdraw" in request.POST:
        register.withdraw_address(found, by=request.user)
        messages.success(request, _("%(address)s is taken away. Nothing goes there by itself any more.") % {"address": found})
    elif "prefer" in request.POST:
        register.prefer_address(found, by=request.user)
        messages.success(request, _("Saved."))
    else:
        return _correct(request, person, found)
    return redirect("desk:person_page", pk=person.pk)


def _correct(request, person: Person, address: DigitalAddress):
    form = AddressForm(request.POST)
    if not form.is_valid():
        return page.show(request, person, corrected=address.pk, correction=form, status=422)
    try:
        register.correct_address(address, form.cleaned_data["address"], by=request.user)
    except IntegrityError:
        form.add_error("address", _("This person has that address already. Take the wrong one away instead."))
        return page.show(request, person, corrected=address.pk, correction=form, status=422)
    messages.success(request, _("The address is %(address)s now.") % {"address": address})
    return redirect("desk:person_page", pk=person.pk)
