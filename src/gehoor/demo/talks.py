"""What people of Merelveld asked the computer these last weeks: right, wrong, not known, and once on to a human."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone, translation

from gehoor.assistant import learning, talking
from gehoor.assistant.models import Talk, Told, Turn
from gehoor.channels.assistant import handing_over
from gehoor.knowledge.models import Remark, Version

ANSWER, SUGGEST, HANDOVER = Turn.Outcome.ANSWER, Turn.Outcome.SUGGEST, Turn.Outcome.HANDOVER
THINKS = timedelta(seconds=1)
READS = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class Said:
    """One question, what came of it with the keys of the articles, and whether that was their answer."""

    text: str
    outcome: str
    articles: tuple[str, ...] = ()
    helped: bool | None = None
    reason: str = ""
    confidence: float = 0.9


TALKS = (  # (days ago, door, what was said): with what the assistant makes of these questions
    (16, "page", [Said("wat kost een nieuw paspoort", ANSWER, ("paspoort-kosten",), True, confidence=0.96)]),
    (15, "contact", [Said("wanneer komen ze voor het oud papier", ANSWER, ("afvalkalender",), True, confidence=0.86)]),
    (13, "widget", [Said("Hoe geef ik mijn verhuizing door?", ANSWER, ("verhuizen",), True, confidence=0.96)]),
    (9, "page", [Said("bank op straat zetten", SUGGEST, ("grofvuil", "milieustraat"), True, confidence=0.55)]),
    (8, "page", [Said("Mag ik vuurwerk afsteken op de markt?", HANDOVER, reason=Turn.Reason.OUT_OF_SCOPE, confidence=0.12)]),
    (6, "widget", [Said("mijn zus komt logeren kan zij goedkoper parkeren", SUGGEST, ("parkeren-bezoek", "parkeervergunning"), True,
                        confidence=0.69)]),
    (5, "page", [Said("Mag de eik van de buren weg zonder vergunning?", HANDOVER, reason=Turn.Reason.UNSURE, confidence=0.28)]),
    (3, "contact", [
        Said("paspoort voor mijn dochter van 4", SUGGEST, ("paspoort-kind", "paspoort-kosten"), True, confidence=0.73),
        Said("hoe lang is dat geldig", SUGGEST, ("paspoort-aanvragen", "paspoort-kind"), confidence=0.55),
    ]),
    (2, "page", [Said("Ik ben mijn paspoort kwijt", ANSWER, ("paspoort-kwijt",), False, confidence=0.78)]),
)
STORY = [
    Said("Wanneer worden de bladkorven geplaatst?", ANSWER, ("bladkorven",), False, confidence=0.91),
    Said("Er staat er nog geen in de Beukenhof, en mijn moeder glijdt uit over de bladeren. Wanneer komt hij dan?", HANDOVER,
         reason=Turn.Reason.UNSURE, confidence=0.31),
]
LEFT = handing_over.Left(STORY[-1].text, name="Hanneke Bos", mail="hanneke.bos@voorbeeld.example")


def tell():
    """Nine talks that stayed with the computer, and one that a human takes up: with all of it on its timeline."""
    versions = {one.article.slug: one for one in Version.objects.in_force().select_related("article")}
    with translation.override("nl"):
        for number, (ago, door, told) in enumerate(TALKS):
            _talk(f"demo-talk-{number}", door, told, versions, _midday(ago) + timedelta(minutes=37 * number))
        talk = _talk("demo-talk-human", "page", STORY, versions, timezone.now() - timedelta(minutes=4))
        handing_over.leave(talk, LEFT, reason=Turn.Reason.UNSURE)


def _talk(page, door, told, versions, at) -> Talk:
    talk = talking.begin(talking.Begun(told[0].text, page, door))
    for number, said in enumerate(told, 1):
        turn = talk.turns.get(number=1) if number == 1 else talking.ask(talk, said.text, once=f"{page}-{number}")
        at = _answer(turn, said, versions, at) + READS
    Talk.objects.filter(pk=talk.pk).update(began_at=talk.turns.get(number=1).at, last_at=at)
    return talk


def _answer(turn, said, versions, at) -> datetime:
    """As the assistant would have told it at that moment, and the person would have said; when that was over."""
    told_at = at + THINKS
    Turn.objects.filter(pk=turn.pk).update(
        at=at, answered_at=told_at, outcome=said.outcome, reason=said.reason, confidence=said.confidence,
    )
    opened = told_at if said.outcome == ANSWER or said.helped else None
    Told.objects.bulk_create(
        Told(turn=turn, version=versions[slug], place=place, opened_at=None if place else opened)
        for place, slug in enumerate(said.articles)
    )
    turn.refresh_from_db()
    learning.answered(turn)
    if said.helped is None:
        return told_at
    talking.say_helped(turn.talk, turn.number, said.helped)
    Turn.objects.filter(pk=turn.pk).update(helped_at=told_at + READS)
    if said.helped:
        Talk.objects.filter(pk=turn.talk_id).update(ended_at=told_at + READS)
    Remark.objects.filter(door=learning.DOOR, version__in=[versions[slug] for slug in said.articles]).update(at=told_at + READS)
    return told_at + READS


def _midday(ago) -> datetime:
    """Noon of the day that is so many days from today."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=ago), time(12)))
