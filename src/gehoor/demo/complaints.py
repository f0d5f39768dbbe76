"""Three complaints of Merelveld: one that came in by the form this morning, one nearly due, and one that is done."""

from datetime import timedelta

from django.utils import timezone

from gehoor.channels.webform.definition import Definition, Question
from gehoor.complaints import handling, opening
from gehoor.complaints.models import Call, Complaint, Outcome
from gehoor.conversations.models import Contact, Conversation
from gehoor.core.models import Event
from gehoor.staff.models import Employee

COMPLAIN = Definition(
    title="Klacht indienen",
    introduction="Bent u niet tevreden over hoe wij met u omgingen? Vertel het ons. Wij bellen u eerst, en u hoort binnen zes weken wat "
    "wij ervan vinden.\n\nU kunt ook bellen of langskomen. Dan schrijven wij uw klacht samen op.",
    term="Wij bellen u binnen twee werkdagen.",
    questions=(
        Question("q1", "text", "Waar gaat uw klacht over?", required=True, help="In één zin."),
        Question("q2", "long", "Wat is er gebeurd?", required=True, help="Wanneer was het, en met wie sprak u?"),
        Question("q3", "long", "Wat wilt u van ons?", help="Bijvoorbeeld een excuus, uitleg, of dat het de volgende keer goed gaat."),
        Question("q4", "name", "Uw naam", required=True),
        Question("q5", "phone", "Uw telefoonnummer", help="Wij bellen u eerst."),
        Question("q6", "email", "Uw e-mailadres", help="Dan krijgt u een bevestiging, en de uitkomst."),
    ),
)
FILLED_IN = [
    ["Waar gaat uw klacht over?", "Drie kwartier in de wacht en toen opgehangen"],
    ["Wat is er gebeurd?", "Gisteren belde ik over mijn verhuizing. Na drie kwartier werd de verbinding verbroken."],
    ["Wat wilt u van ons?", "Dat iemand mij terugbelt."], ["Uw naam", "Sanne Vos"], ["Uw telefoonnummer", "06 55667788"],
    ["Uw e-mailadres", "sanne.vos@post.example"],
]
OUTCOME = {
    "went_wrong": "U had een afspraak en een bevestiging, maar u werd niet geholpen.",
    "why": "De afspraak was in een oude agenda gezet. De collega aan de balie keek alleen in de nieuwe.",
    "changes": "De oude agenda is weg. Wie een bevestiging laat zien, wordt altijd geholpen.",
    "done": "U bent dezelfde week buiten de rij geholpen.", "admitted": "yes", "admitted_words": "Wij hadden naar uw bevestiging moeten kijken.",
    "parts": [{"about": "Weggestuurd met een bevestiging", "judgement": "founded"}], "judgement": "founded",
}


def tell():
    """Handle the two of the story the way an employee would, and put each step at its day."""
    container = _open("Klacht: container drie keer niet geleegd", "Container drie keer niet geleegd", "Hoe het werk werd gedaan",
                      wish="Een excuus, en dat hij voortaan wordt geleegd.")
    noor = container.handler
    handling.call(container, by=noor, reached=True, note="Mevrouw vertelt rustig wat er is gebeurd. Zij komt haar verhaal graag doen.")
    handling.take_up(container, by=noor)
    handling.plan_hearing(container, by=noor, at=_tomorrow(), place="Gemeentehuis, kamer 2.14")
    _put_back(container)
    counter = _open("Klacht: weggestuurd bij de balie", "Weggestuurd bij de balie", "Bejegening", wish="Dat dit niemand meer gebeurt.")
    handling.call(counter, by=noor, reached=True, note="Meneer is blij dat er wordt gebeld.")
    handling.waive_hearing(counter, by=noor, why="not_wanted", words="Het telefoongesprek was voor meneer genoeg.")
    handling.write_outcome(counter, by=noor, **OUTCOME)
    handling.conclude(counter, by=noor, letter="Beste meneer Aksoy,\n\n" + "\n\n".join(OUTCOME[part] for part in ("went_wrong", "why", "changes", "done")))
    _put_back(counter)


def _open(subject, about, topic, *, wish) -> Complaint:
    conversation = Conversation.objects.select_related("person", "team").get(subject=subject)
    noor = Employee.objects.get(username="noor")
    return opening.open_one(conversation, about=about, topic=topic, wish=wish, by=noor, handler=noor, received_at=conversation.opened_at)


def _put_back(complaint):
    """All of it was done a day after it was received, and not just now."""
    at = complaint.received_at + timedelta(hours=20)
    at += timedelta(days=max(0, 7 - timezone.localtime(at).isoweekday()) + 1 if timezone.localtime(at).isoweekday() > 5 else 0)
    Call.objects.filter(complaint=complaint).update(at=at)
    fields = ("opened_at", "receipt_sent_at", "taken_up_at", "ended_at")
    there = Complaint.objects.values(*fields).get(pk=complaint.pk)
    Complaint.objects.filter(pk=complaint.pk).update(**{name: at for name, value in there.items() if value})
    Outcome.objects.filter(complaint=complaint).update(told_at=at, changed_at=at)
    Event.objects.filter(conversation_id=complaint.conversation_id, at__gt=at).update(at=at)
    Contact.objects.filter(conversation_id=complaint.conversation_id, direction="out").update(at=at)


def _tomorrow():
    tomorrow = timezone.localtime() + timedelta(days=1)
    while tomorrow.weekday() > 4:
        tomorrow += timedelta(days=1)
    return tomorrow.replace(hour=14, minute=0, second=0, microsecond=0)
