"""The forms of Merelveld, published, and what somebody filled in this morning."""

import json
from datetime import timedelta

from django.utils import timezone

from gehoor.channels.webform.definition import Definition, Question
from gehoor.channels.webform.models import Form
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival
from gehoor.staff.models import Employee

from . import complaints

EDITOR = "joost"
OUTDOORS = Definition(
    title="Melding openbare ruimte",
    introduction="Ligt er een stoeptegel los, brandt een lantaarn niet of ligt er afval op straat? Meld het hier.\n\n"
    "Is er direct gevaar? Bel ons dan liever meteen.",
    thanks="Een collega van de buitendienst kijkt wanneer we langs kunnen komen.",
    term="Binnen drie werkdagen hoort u wat we gaan doen.",
    questions=(
        Question("q1", "one", "Waar gaat het over?", required=True,
                 choices=("Afval", "Groen en bomen", "Straat of stoep", "Verlichting", "Iets anders")),
        Question("q2", "text", "Welke lantaarn is het?", when="q1", answer="Verlichting",
                 help="Het nummer staat op een plaatje op de paal."),
        Question("q3", "text", "Waar is het?", required=True, help="Straat en huisnummer in de buurt, of een kruispunt."),
        Question("q4", "yesno", "Is het gevaarlijk?", required=True),
        Question("q5", "long", "Wat kan er gebeuren?", when="q4", answer="yes",
                 help="Bijvoorbeeld: mensen struikelen, of er hangt een tak los."),
        Question("q6", "long", "Wilt u er meer over vertellen?"),
        Question("q7", "file", "Foto's", help="Een foto helpt ons om het te vinden."),
        Question("q8", "name", "Uw naam"),
        Question("q9", "email", "Uw e-mailadres", help="Dan krijgt u een kopie, en bericht als het klaar is."),
        Question("q10", "phone", "Uw telefoonnummer", help="Alleen als wij u mogen bellen."),
    ),
)
APPOINTMENT = Definition(
    title="Afspraak verzetten of vraag stellen",
    introduction="Hebt u een afspraak bij de balie en kunt u niet? Of hebt u een vraag? Wij helpen u graag.",
    term="Binnen één werkdag.",
    questions=(
        Question("q1", "one", "Wat wilt u doen?", required=True, choices=("Afspraak verzetten", "Afspraak afzeggen", "Iets vragen")),
        Question("q2", "date", "Wanneer is uw afspraak?", when="q1", answer="Afspraak verzetten"),
        Question("q3", "text", "Wanneer kunt u wel?", when="q1", answer="Afspraak verzetten",
                 help="Bijvoorbeeld: op woensdag, of elke ochtend."),
        Question("q4", "long", "Wat is uw vraag?", when="q1", answer="Iets vragen"),
        Question("q5", "name", "Uw naam", required=True),
        Question("q6", "email", "Uw e-mailadres"),
        Question("q7", "phone", "Uw telefoonnummer", help="Vul een van de twee in, dan kunnen wij antwoorden."),
    ),
)
FILLED_IN = [
    ["Waar gaat het over?", "Verlichting"], ["Welke lantaarn is het?", "4417"], ["Waar is het?", "Kastanjelaan, bij nummer 9"],
    ["Is het gevaarlijk?", "Ja"], ["Wat kan er gebeuren?", "Het fietspad is daar helemaal donker. Gisteren viel er iemand."],
    ["Uw naam", "Ahmet Yıldız"], ["Uw e-mailadres", "ahmet.yildiz@post.example"],
]


def make(teams):
    """The forms, and two of them filled in."""
    outdoors = _publish("melding-openbare-ruimte", OUTDOORS, teams["groen"])
    _publish("afspraak-of-vraag", APPOINTMENT, teams["burgerzaken"])
    _fill_in(outdoors, FILLED_IN, name="Ahmet Yıldız", email="ahmet.yildiz@post.example")
    complain = _publish("klacht", complaints.COMPLAIN, teams["klantcontact"], is_for_complaints=True)
    _fill_in(complain, complaints.FILLED_IN, name="Sanne Vos", email="sanne.vos@post.example", phone="+31655667788")


def _publish(slug, definition, team, **more) -> Form:
    draft = {**definition.as_json(), "last_key": len(definition.questions)}
    form = Form.objects.create(slug=slug, team=team, draft=draft, **more)
    form.publish(by=Employee.objects.get(username=EDITOR))
    return form


def _fill_in(form, pairs, *, name, email, phone=""):
    original = json.dumps({
        "form": form.slug, "version": 1, "title": form.definition.title, "page": "demo", "conversation": None, "person": None,
        "pairs": pairs, "name": name, "email": email, "phone": phone, "files": [],
    }).encode()
    arrival = Arrival.objects.create(
        channel="webform", source="demo", digest=Arrival.digest_of(original), original=original, size=len(original),
        arrived_at=timezone.now() - timedelta(hours=2), envelope={"version": form.version.pk, "team": form.team_id},
    )
    reading.read_one(arrival.pk)
