"""Who comes, check, booked. Nothing typed is lost where the moment was taken meanwhile."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gehoor.appointments import booking, change_link, offering, slots
from gehoor.appointments.models import Appointment, Way
from gehoor.core import limits
from gehoor.core.public import personal

from . import booked, page_token
from .choosing import MOST_HELD, WITHIN, along_with
from .forms import TRAP, WhoForm

MOST_AN_HOUR = 30  # bookings from one network address: a library or an office makes many
MOST_COMING = 5  # of one address, made on the website
MOST_ALONG = 3  # other questions in one visit


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
    if request.POST.get("action") in ("add", "leave"):
        return _along(request, page, wanted, form)
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


def _along(request, page, wanted, form):
    """Something else in the same visit, or not after all: it is held as long as both take. What was typed stays."""
    if limits.too_often(request, "hold", MOST_HELD, WITHIN):
        form.add_error(None, _("That was often. Wait a quarter of an hour, or call us."))
        return _show(request, page, wanted, form, status=429)
    able = {str(one.pk): one for one in along_with(wanted.subject, wanted.where)}
    chosen = able.get(request.POST.get("also", ""))
    along = [] if request.POST["action"] == "leave" else page.along()
    if chosen and chosen not in along and len(along) < MOST_ALONG:
        along.append(chosen)
    changed = page.with_also(along)
    longer = changed.wanted()
    try:
        held = booking.hold(replace(longer, instead_of=page.hold), page.moment, held_for=limits.place_of(request))
    except booking.Taken as taken:
        return _taken(request, changed, form, taken.nearest, is_too_short=True)
    changed = changed.at(held)
    return _show(request, changed, longer, _form(request, changed, longer, checks=False))


def _other_moment(request, page, form):
    """The moment was taken: hold another one, and go on with what was typed."""
    wanted = page.wanted()
    key, _bar, text = request.POST.get("slot", "").partition("|")
    where, begins = slots.where_of(wanted.subject, key), offering.read(text)
    if not (where and begins):
        return _taken(request, page, form, booking.nearest(wanted, page.moment))
    try:
        there = slots.Wanted(wanted.subject, where, wanted.minutes, instead_of=page.hold)
        held = booking.hold(there, begins, held_for=limits.place_of(request))
    except booking.Taken as taken:
        return _taken(request, page, form, taken.nearest)
    page = page.at(held)
    return _check(request, page, page.wanted(), form) if form.is_valid() else _show(request, page, page.wanted(), form, status=422)


def _form(request, page, wanted, *, checks=True):
    """What was typed; without `checks` nothing is said yet about what is missing."""
    data = request.POST if request.method == "POST" and checks else None
    return WhoForm(data, initial=request.POST.dict(), at_home=wanted.where.way == Way.HOME, is_known=bool(page.conversation))


def _show(request, page, wanted, form, status=200):
    held = Appointment.objects.filter(pk=page.hold, state=Appointment.State.HELD).first()
    return render(request, "public/booking/who.html", {
        **_shown(page, wanted), "form": form, "trap": TRAP, "held_until": held and held.held_until,
        "able": _able(page, wanted),
    }, status=status)


def _able(page, wanted) -> list:
    """What can still come along in this visit."""
    if len(page.also) >= MOST_ALONG:
        return []
    return [one for one in along_with(wanted.subject, wanted.where) if one.pk not in page.also]


def _check(request, page, wanted, form):
    with transaction.atomic():
        booking.prolong(page.hold)
    pairs = [(form[name].label, form.cleaned_data[name]) for name in form.fields if form.cleaned_data.get(name)]
    return render(request, "public/booking/check.html", {
        **_shown(page, wanted), "form": form, "pairs": pairs, "trap": TRAP, "things": _things(page, wanted),
    })


def _things(page, wanted) -> list[str]:
    """What to bring for all of it, each once."""
    return list(dict.fromkeys(thing for one in [wanted.subject, *page.along()] for thing in one.things))


def _taken(request, page, form, nearest, *, is_too_short=False):
    return render(request, "public/booking/taken.html", {
        **_shown(page, page.wanted()), "form": form, "nearest": nearest, "is_too_short": is_too_short,
    }, status=409)


def _shown(page, wanted) -> dict:
    return {
        "personal": True, "subject": wanted.subject, "where": wanted.where, "begins": page.moment,
        "token": page.signed(), "is_known": bool(page.conversation), "along": page.along(), "minutes": wanted.minutes,
    }


def _address(appointment) -> str:
    return reverse("booking:appointment", args=[change_link.token_of(appointment)])
