"""Booking while the person is on the line: what about, the first moments at once, one key, done."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.appointments import booking, combining, offering, slots, telling
from gehoor.appointments.models import Subject, Way
from gehoor.conversations.models import Conversation, Direction, WaitingFor
from gehoor.people.models import AddressKind
from gehoor.trust import read_log

from .. import rail
from ..access import acts, back, find, page_of, shows

MOST = 9  # moments at once: each has a digit as its key
MOST_TOGETHER = 5


@dataclass(frozen=True, slots=True)
class Together:
    """Another open question of the person, and about what it could come along in the same visit."""

    conversation: Conversation
    chosen: Subject | None


@dataclass(slots=True)
class Asked:
    """What the page was asked: of the address, or of the form that was sent."""

    subjects: list
    subject: Subject | None
    where: str
    after: str
    together: list[Together]
    wheres: list
    coming: list

    @property
    def minutes(self) -> int:
        return self.subject.minutes + sum(one.chosen.minutes for one in self.together if one.chosen)

    @property
    def also(self) -> list:
        return [(one.conversation, one.chosen) for one in self.together if one.chosen]

    @property
    def wanteds(self) -> list:
        """In every way and place, or in the one that was chosen, where all that comes along is dealt with too."""
        chosen = [where for where in self.wheres if self.where in ("", where.key)]
        return [slots.Wanted(self.subject, where, self.minutes) for where in chosen if self.all_is_dealt_with(where)]

    def all_is_dealt_with(self, where) -> bool:
        return all(combining.goes_along(one, self.subject, where) for _conversation, one in self.also)


@shows
def book(request, reference):
    """What about, and the first moments with room."""
    conversation = find(request, reference)
    read_log.note(request.user, "page", conversation_id=conversation.pk, person_id=conversation.person_id)
    return _page(request, conversation, _asked(request, conversation, request.GET))


@acts
def make(request, conversation):
    """Book one of the moments that were offered."""
    asked = _asked(request, conversation, request.POST)
    key, _bar, text = request.POST.get("slot", "").partition("|")
    where, begins = asked.subject and slots.where_of(asked.subject, key), offering.read(text)
    if not (where and begins and asked.all_is_dealt_with(where)):
        return _page(request, conversation, asked, problem=_("Choose a moment first."), status=422)
    address = request.POST.get("address", "").strip()
    if where.way == Way.HOME and not address:
        return _page(request, conversation, asked, problem=_("Write down where we come to first."), status=422)
    is_asked = conversation.contacts.filter(direction=Direction.IN).exists()
    try:
        made = booking.book_now(conversation, asked.subject, where, begins, by=request.user, address=address, also=asked.also)
    except booking.Taken as taken:
        return _page(request, conversation, asked, problem=_("This moment was just taken. These are free:"), offered=taken.nearest, status=409)
    if not is_asked:  # made for this appointment: until then nothing is asked of us
        conversation.wait_for(WaitingFor.PERSON, by=request.user)
    messages.success(request, _said(made), extra_tags=f"kept:{conversation.reference}:appointment")
    return back(request, conversation)


@acts
def join(request, conversation):
    """Add this question to a visit that the person has already."""
    asked = _asked(request, conversation, request.POST)
    visible = Conversation.objects.visible_to(request.user)
    number = request.POST.get("appointment", "")
    known = {str(one.pk): one for one in combining.coming_of(conversation.person_id, visible)}
    if number not in known or asked.subject is None:
        return _page(request, conversation, asked, problem=_("That visit can no longer be changed."), status=422)
    if not combining.along_in(known[number], asked.subject):
        return _page(request, conversation, asked, problem=_("That is not dealt with there. Choose a moment here."), status=422)
    try:
        made = combining.add(known[number], conversation, asked.subject, by=request.user)
    except booking.Taken:
        said = _("There is no room to make that visit longer. Choose another moment here.")
        return _page(request, conversation, asked, problem=said, status=409)
    except booking.NotOpen as over:
        return _page(request, conversation, asked, problem=str(over), status=409)
    messages.success(request, _said(made))
    return back(request, conversation)


def _said(appointment) -> str:
    told = {"when": telling.in_words(appointment.begins), "where": slots.Where(Way(appointment.way), appointment.place)}
    said = _("Booked: %(when)s, %(where)s.") % told
    if appointment.to_be_told:
        return said + " " + _("No address is known to confirm it to. Say the moment to the person now.")
    return said + " " + _("The person gets a confirmation.")


def _asked(request, conversation, said) -> Asked:
    subjects = list(Subject.objects.filter(is_active=True).with_places())
    known = {str(one.pk): one for one in subjects}
    own = [one for one in subjects if one.team_id == conversation.team_id]
    subject = known.get(said.get("subject", "")) or (own[0] if len(own) == 1 and "subject" not in said else None)
    visible = Conversation.objects.visible_to(request.user)
    questions = combining.questions_of(conversation.person_id, visible)
    able = [one for one in questions if one.visit is None and one.pk != conversation.pk][:MOST_TOGETHER]
    together = [Together(one, known.get(said.get(f"also-{one.reference}", ""))) for one in able]
    return Asked(
        subjects, subject, said.get("where", ""), said.get("after", ""), together, slots.wheres(subject) if subject else [],
        _coming(conversation, questions),
    )


def _coming(conversation, questions) -> list:
    """The person's visits within two weeks that are not about this question already, the soonest first."""
    theirs = [one for one in questions if one.visit and one.visit.begins < timezone.now() + combining.WITHIN]
    about_this = {one.visit for one in theirs if one.pk == conversation.pk}
    return sorted({one.visit for one in theirs} - about_this, key=lambda visit: visit.begins)


def _page(request, conversation, asked, *, problem="", offered=None, status=200):
    after = offering.day(asked.after)
    if offered is None:
        offered = offering.first(asked.wanteds, MOST, by_employee=True, after=after)
    postal = next((one["value"] for one in conversation.person_addresses if one["kind"] == AddressKind.POSTAL), "")
    return render(request, "desk/appointments/book.html", {
        "conversation": conversation, "asked": asked, "offered": list(enumerate(offered, 1)), "problem": problem,
        "here": page_of(request, conversation),
        "address": request.POST.get("address", postal), "after": after,
        "goes_home": any(slot.where.way == Way.HOME for slot in offered),
        "coming": [(visit, asked.subject and combining.along_in(visit, asked.subject)) for visit in asked.coming],
        "rail": rail.links(request.user), "query": f"?view={request.GET.get('view', 'team')}",
    }, status=status)
