"""Who comes, check, booked. Nothing typed is lost where the moment was taken meanwhile."""

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gehoor.appointments import booking, change_link, offering, slots
from gehoor.appointments.models import Appointment, Way
from gehoor.core.public import personal

from .. import limits
from . import booked, page_token
from .forms import TRAP, WhoForm

MOST_AN_HOUR = 30  # bookings from one network address: a library or an office makes many
MOST_COMING = 5  # of one address, made on the website


@csrf_exempt  # nobody is logged in here: the page carries a signature instead
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def who(request, token):
    """Ask who it is; show all of it once more; book."""
    page = page_token.read(token)
    wanted = page and page.wanted()
    if wanted is None:
        return render(request, "public/booking/gone.html", {"personal": True}, status=404)
    if made := booked.of_page(page):
        return HttpResponseRedirect(_address(made))
    form = _form(request, page, wanted)
    if request.method != "POST":
        return _show(request, page, wanted, form)
    if "slot" in request.POST:
        return _other_moment(request, page, form)
    if request.POST.get("action") == "change" or not form.is_valid():
        return _show(request, page, wanted, form, status=422 if form.errors and request.POST.get("action") != "change" else 200)
    if request.POST.get("action") != "book":
        return _check(request, page, wanted, form)
    return _book(request, page, wanted, form)


def _book(request, page, wanted, form):
    if problem := _refusal(request, form):
        form.add_error(None, problem)
        return _show(request, page, wanted, form, status=429)
    try:
        made = _made(page, form)
    except booking.Taken as taken:
        return _taken(request, page, form, taken.nearest)
    return HttpResponseRedirect(_address(made) + "?gemaakt=1")


def _made(page, form) -> Appointment:
    """Booked, in one transaction with the contact. Raises `booking.Taken`."""
    try:
        return booked.book(page, form.cleaned_data)
    except IntegrityError:  # the same page was sent twice at this very moment
        return booked.book(page, form.cleaned_data)


def _refusal(request, form) -> str:
    """Why this is not taken in by itself; "" for almost everyone. Says what to do instead."""
    if request.POST.get(TRAP, "").strip():
        return _("A box that people do not see was filled in, perhaps by your browser. Call us, and we book it for you.")
    if limits.too_often(request, "book", MOST_AN_HOUR, 3600):
        return _("Very many appointments were made from your network in the past hour. Try again later, or call us.")
    given = {form.cleaned_data.get("email"), form.cleaned_data.get("phone")} - {None, ""}
    if given and booked.coming_of(given) >= MOST_COMING:
        return _("Several appointments stand under this address already. Call us when you need one more.")
    return ""


def _other_moment(request, page, form):
    """The moment was taken: hold another one, and go on with what was typed."""
    wanted = page.wanted()
    key, _bar, text = request.POST.get("slot", "").partition("|")
    where, begins = slots.where_of(wanted.subject, key), offering.read(text)
    if not (where and begins):
        return _taken(request, page, form, booking.nearest(wanted, page.moment))
    try:
        held = booking.hold(wanted.subject, where, begins, held_for=limits.place_of(request))
    except booking.Taken as taken:
        return _taken(request, page, form, taken.nearest)
    page = page.at(held)
    return _check(request, page, page.wanted(), form) if form.is_valid() else _show(request, page, page.wanted(), form, status=422)


def _form(request, page, wanted):
    data = request.POST if request.method == "POST" else None
    return WhoForm(data, at_home=wanted.where.way == Way.HOME, is_known=bool(page.conversation))


def _show(request, page, wanted, form, status=200):
    held = Appointment.objects.filter(pk=page.hold, state=Appointment.State.HELD).first()
    return render(request, "public/booking/who.html", {
        **_shown(page, wanted), "form": form, "trap": TRAP, "held_until": held and held.held_until,
    }, status=status)


def _check(request, page, wanted, form):
    with transaction.atomic():
        booking.prolong(page.hold)
    pairs = [(form[name].label, form.cleaned_data[name]) for name in form.fields if form.cleaned_data.get(name)]
    return render(request, "public/booking/check.html", {**_shown(page, wanted), "form": form, "pairs": pairs, "trap": TRAP})


def _taken(request, page, form, nearest):
    return render(request, "public/booking/taken.html", {
        **_shown(page, page.wanted()), "form": form, "nearest": nearest,
    }, status=409)


def _shown(page, wanted) -> dict:
    return {
        "personal": True, "subject": wanted.subject, "where": wanted.where, "begins": page.moment,
        "token": page.signed(), "is_known": bool(page.conversation),
    }


def _address(appointment) -> str:
    return reverse("booking:appointment", args=[change_link.token_of(appointment)])
