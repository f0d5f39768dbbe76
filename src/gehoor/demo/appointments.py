"""Where Merelveld receives people, about what, and who comes today."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from gehoor.appointments import booking, offering, slots, telling
from gehoor.appointments.models import Appointment, Opening, Place, StaffHours, Subject, Ticket, Way
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.postroom.inbound import Inbound, Sender
from gehoor.postroom.receive import receive
from gehoor.staff.models import Employee

WEEK = range(5)
HALL = ("Stadhuis", "Marktplein 1, Merelveld", "Bus 4 en 12 stoppen voor de deur. Parkeren kan in de Marktgarage.",
        "Geen drempels, lift naar alle verdiepingen, ringleiding bij balie 3.")
LIBRARY = ("Bibliotheek Oost", "Kerkweg 20, Merelveld", "Bus 7, halte Kerkweg.", "Geen drempels. Er is een stille kamer.")
RULES = "Verzetten of afzeggen kan gratis, tot de afspraak begint. Bel ons of gebruik de link in uw bevestiging."
PASSPORT = {
    "name": "Paspoort of identiteitskaart", "about": "Aanvragen. Kom zelf: wij moeten u zien.", "minutes": 15, "rules": RULES,
    "bring": "uw oude paspoort of identiteitskaart\néén pasfoto, niet ouder dan zes maanden\nuw bankpas om te betalen",
}
MONEY = {
    "name": "Hulp bij geldzorgen", "about": "Een rustig gesprek over rekeningen en schulden. Het blijft onder ons.", "minutes": 45,
    "bring": "brieven waar u zich zorgen over maakt, open of dicht", "rules": RULES, "needs_colleague": True,
}
HOME = {
    "name": "Hulp in huis (Wmo)", "about": "Wij komen bij u langs en bekijken samen wat nodig is.", "minutes": 60, "travel_minutes": 20,
    "bring": "een lijst van wat nu niet lukt\nwie er bij het gesprek mag zijn", "rules": RULES, "needs_colleague": True,
}
COMING = (  # today, every hour and a half from nine
    ("Sanne de Boer", Appointment.State.ARRIVED), ("Mehmet Kaya", Appointment.State.BOOKED), ("Riet Hendriks", Appointment.State.BOOKED),
)


def make(teams):
    """Places, subjects, hours, and a few people today and tomorrow."""
    hall, library = (_place(*told) for told in (HALL, LIBRARY))
    for day in WEEK:
        Opening.objects.create(place=hall, weekday=day, begins=time(9), ends=time(17), capacity=3)
        Opening.objects.create(place=library, weekday=day, begins=time(13), ends=time(16, 30), capacity=1)
        StaffHours.objects.create(employee=_employee("noor"), way=Way.PLACE, place=library, weekday=day, begins=time(13), ends=time(16, 30))
        StaffHours.objects.create(employee=_employee("bram"), way=Way.HOME, weekday=day, begins=time(9), ends=time(16))
        Opening.objects.create(place=library, weekday=day, begins=time(9), ends=time(12, 30), kind=Opening.Kind.WALK_IN)
    _line(library)
    passport = _subject(PASSPORT, [hall, library], [Way.PLACE], teams["burgerzaken"])
    _subject(MONEY, [library], [Way.PLACE])
    _subject(HOME, [], [Way.HOME])
    _today(passport, hall)
    _of_a_story(passport, hall)


def _place(name, address, directions, accessibility) -> Place:
    return Place.objects.create(name=name, address=address, directions=directions, accessibility=accessibility)


def _subject(told, places, ways, team=None) -> Subject:
    subject = Subject.objects.create(ways=ways, team=team, **told)
    subject.places.set(places)
    return subject


def _employee(username) -> Employee:
    return Employee.objects.get(username=username)


def _today(subject, hall):
    """Booked on the website before today; written as rows, since what lies behind us cannot be booked any more."""
    begins = timezone.make_aware(datetime.combine(timezone.localdate(), time(9)))
    for number, (name, state) in enumerate(COMING):
        at = begins + timedelta(minutes=90 * number)
        until = at + timedelta(minutes=subject.minutes)
        facts = (("Waarover", subject.name), ("Wanneer", telling.in_words(at)), ("Waar", hall.name), ("Naam", name))
        contact, _is_new = receive(Inbound(
            channel="booking", external_id=None, at=timezone.now() - timedelta(days=1), sender=Sender("phone", "", name),
            subject=f"Afspraak: {subject}", facts=facts, text="\n\n".join(map("\n".join, facts)), team_id=subject.team_id,
            acknowledge=False,
        ))
        contact.conversation.wait_for(WaitingFor.PERSON, by=None)
        made = Appointment.objects.create(
            subject=subject, way=Way.PLACE, place=hall, lane=1, begins=at, ends=until, blocked=(at, until), state=state,
            conversation=contact.conversation,
        )
        made.matters.create(conversation=contact.conversation, subject=subject, minutes=subject.minutes)


def _line(library):
    """This morning's walk-in hour: six were helped, three wait."""
    now = timezone.now()
    for number in range(1, 10):
        ticket = Ticket(place=library, number=number, taken_at=now, in_line_since=now + timedelta(milliseconds=number))
        if number <= 6:
            ticket.state, ticket.called_by, ticket.counter = Ticket.State.DONE, _employee("noor"), "1"
            ticket.called_at = now - timedelta(minutes=60 - 9 * number)
            ticket.ended_at = ticket.called_at + timedelta(minutes=5 + number % 4)
        ticket.save()


def _of_a_story(subject, hall):
    """Somebody of the story who comes in a few days, booked as an employee does."""
    conversation = Conversation.objects.open().filter(team=subject.team, is_confidential=False).exclude(
        subject__startswith="Afspraak").order_by("pk").first()
    first = offering.first([slots.Wanted(subject, slots.Where(Way.PLACE, hall), subject.minutes)], 1)
    if conversation and first:
        booking.book_now(conversation, subject, first[0].where, first[0].begins, by=_employee("noor"))
