"""Planned talks of Merelveld: a resident of De Wilgenhof with a care plan talk twice a year, and one about help at home."""

from datetime import timedelta

from django.utils import timezone

from gehoor.conversations.models import Closure, Contact
from gehoor.core.models import Event
from gehoor.people import helping, register
from gehoor.people.models import GivenHow
from gehoor.planning import beginning, preparing, recording, rhythm, told
from gehoor.planning.models import Invited, Moment, MomentKind, Plan, Point, SentIn
from gehoor.staff.models import Employee

CARE_PLAN = {
    "purpose": "Samen kijken of de zorg nog past. Na afloop weet iedereen wat er het komende halfjaar gebeurt, en wie wat doet.",
    "purpose_person": "Twee keer per jaar kijken wij samen met u of de zorg nog bij u past. U vertelt wat goed gaat en wat anders "
    "moet. Daarna maken wij afspraken voor het komende halfjaar.",
    "may_prepare": "Wat gaat goed? Wat wilt u anders? Wat wilt u dit halfjaar graag doen?",
    "who_may_come": "U mag iemand meenemen die u vertrouwt. Bijvoorbeeld een kind, een vriendin of een cliëntondersteuner.",
    "to_record": "Wat is afgesproken, in de woorden van de bewoner. Geen mening over de bewoner. Lees het aan het eind voor.",
    "minutes": 45,
}
POINTS = (
    Point("", "Hoe gaat het met u?", must=True, help="Laat de bewoner eerst zelf vertellen."),
    Point("", "Wat ging goed, en wat kan beter?", must=True),
    Point("", "Eten, drinken en slapen"),
    Point("", "Bewegen en veilig wonen", help="Denk ook aan hulpmiddelen en aan vallen."),
    Point("", "Contact met anderen en dingen om te doen"),
    Point("", "Medicijnen", help="Alleen als de bewoner daar iets over wil zeggen, of als er iets verandert."),
    Point("", "Wat spreken we af?", must=True),
)
HELP_AT_HOME = {
    "purpose": "Weten of de hulp in huis doet wat is afgesproken.",
    "purpose_person": "Wij bellen u om te vragen hoe het gaat met de hulp in huis.",
    "may_prepare": "Doet de hulp wat u nodig hebt? Komt de hulp op tijd?",
    "who_may_come": "", "to_record": "Wat de bewoner zelf zegt, en wat wij afspreken.", "minutes": 20,
}
HELP_POINTS = (Point("", "Komt de hulp zoals afgesproken?", must=True), Point("", "Wat moet anders?"))


def tell():
    """Two kinds, and a plan of the first for mevrouw Terpstra, whose daughter reads along."""
    bram, lead = Employee.objects.get(username="bram"), Employee.objects.get(username="saskia")
    team = lead.teams.get(slug="klantcontact")
    care_plan = _kind("Zorgplanbespreking", team, POINTS, CARE_PLAN, lead)
    _kind("Evaluatie hulp in huis", team, HELP_POINTS, HELP_AT_HOME, lead)
    person = register.new_person("Aafke Terpstra", phone="0612340815", email="aafke.terpstra@wilgenhof.example", by=bram)
    daughter = register.new_person("Hinke Terpstra", email="hinke.terpstra@post.example", by=bram)
    permission = helping.permit(
        person, daughter, relation="dochter", scope="alles over de zorg", given_how=GivenHow.WRITTEN, by=bram
    )
    plan = Plan(
        kind=care_plan, person=person, begins_on=rhythm.after_months(timezone.localdate() + timedelta(days=5), -6),
        every_months=6, team=team, employee=bram, wish="Op mijn eigen kamer, met Hinke erbij. Niet voor tien uur.",
    )
    beginning.begin(plan, by=bram, helpers=[permission])
    _held_half_a_year_ago(plan, bram)
    coming = plan.moments.open().get()
    told.send_in(coming, person, SentIn.Sort.POINTS, page="demo", goal="Weer zelf naar de markt kunnen.", text="De rollator rijdt zwaar.")


def _held_half_a_year_ago(plan, by):
    """The first one, recorded; told in the past tense."""
    first, moment_of_it = plan.moments.get(number=0), timezone.now() - timedelta(days=170)
    preparing.prepare(first.pk, by=by, our_goal="Weten of de nieuwe dagindeling bevalt.", their_goal="Vaker buiten zijn.")
    checked = {
        "p1": {"said": recording.DISCUSSED, "line": "Goed, sinds het nieuwe medicijn minder moe."},
        "p2": {"said": recording.DISCUSSED, "line": "De hulp in de ochtend kwam vaak te laat."},
        "p4": {"said": recording.NOT_NOW, "line": "Eerst de uitslag van de fysiotherapeut."},
        "p7": {"said": recording.DISCUSSED, "line": ""},
    }
    recording.record(
        first.pk, by=by, channel="counter", checked=checked,
        summary="Ik wil elke dinsdag en vrijdag naar buiten. De hulp komt voortaan om half negen.",
        agreements=[recording.Agreement("Elke dinsdag en vrijdag wandelen", "Hinke en een vrijwilliger")],
    )
    Moment.objects.filter(pk=first.pk).update(
        ended_at=moment_of_it, prepared_at=moment_of_it - timedelta(days=6), invited=Invited.SENT,
        invited_at=moment_of_it - timedelta(days=30),
    )
    Contact.objects.filter(conversation=plan.conversation).update(at=moment_of_it)
    Closure.objects.filter(conversation=plan.conversation).update(at=moment_of_it)
    Event.objects.filter(conversation_id=plan.conversation_id).exclude(kind="moment.made").update(at=moment_of_it)
    plan.conversation.refresh_from_db()
    plan.conversation.last_contact_at = plan.conversation.waiting_since = plan.conversation.opened_at = moment_of_it
    plan.conversation.save(update_fields=["last_contact_at", "waiting_since", "opened_at"])


def _kind(name, team, points, words, by) -> MomentKind:
    kind = MomentKind(name=name, team=team)
    kind.describe(by=by, points=points, **words)
    return kind
