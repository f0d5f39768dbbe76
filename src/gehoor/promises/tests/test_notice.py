"""Which sentences promise something, and by when. Written on Sunday 22 November 2026, at noon."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from gehoor.core.working_hours import WorkingHours
from gehoor.promises import noticing

HERE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 22, 12, tzinfo=HERE)
PROMISING = [
    ("Ik bel u morgen.", "call_back", "23-11 17:00"),
    ("Ik bel u dinsdag voor 12 uur.", "call_back", "24-11 12:00"),
    ("Dinsdag bel ik u terug", "call_back", "24-11 17:00"),
    ("Wij bellen u binnen twee werkdagen.", "call_back", "24-11 17:00"),
    ("We zullen u woensdagmiddag terugbellen.", "call_back", "25-11 17:00"),
    ("Ik zal u morgenochtend even bellen", "call_back", "23-11 12:00"),
    ("Ik ga u vrijdag bellen over uw aanvraag.", "call_back", "27-11 17:00"),
    ("Mijn collega Erik belt u op 24 november tussen 10 en 12 uur.", "call_back", "24-11 12:00"),
    ("U wordt morgen gebeld door Burgerzaken.", "call_back", "23-11 17:00"),
    ("Morgen wordt u teruggebeld.", "call_back", "23-11 17:00"),
    ("Zodra ik meer weet, bel ik u.", "call_back", None),
    ("Ik bel u overmorgen om 9.30 uur.", "call_back", "24-11 09:30"),
    ("Daarom bellen wij u volgende week dinsdag.", "call_back", "24-11 17:00"),
    ("Ik bel u 1 december.", "call_back", "01-12 17:00"),
    ("Ik bel u op 1/12.", "call_back", "01-12 17:00"),
    ("U hoort dinsdag van ons.", "answer", "24-11 17:00"),
    ("U hoort uiterlijk vrijdag 27 november van mij.", "answer", "27-11 17:00"),
    ("Dan hoort u deze week nog van ons", "answer", "22-11 17:00"),
    ("Ik laat u morgen weten hoe het zit.", "answer", "23-11 17:00"),
    ("Voor vrijdag laten wij u weten wat het besluit is.", "answer", "27-11 17:00"),
    ("Ik kom hier volgende week op terug.", "answer", "27-11 17:00"),
    ("Ik zoek het voor u uit.", "answer", None),
    ("U krijgt binnen 3 werkdagen antwoord.", "answer", "25-11 17:00"),
    ("Binnen een week ontvangt u een besluit.", "answer", "29-11 17:00"),
    ("Ik mail u het formulier vandaag nog.", "answer", "22-11 17:00"),
    ("We sturen u de gegevens morgen toe.", "answer", "23-11 17:00"),
    ("We sturen u donderdag een brief.", "letter", "26-11 17:00"),
    ("U krijgt volgende week een brief van ons.", "letter", "27-11 17:00"),
    ("Ik stuur u het besluit per post.", "letter", None),
    ("We komen woensdag bij u langs.", "visit", "25-11 17:00"),
    ("Donderdagochtend komt een collega bij u kijken.", "visit", "26-11 12:00"),
    ("Ik regel dit vandaag nog voor u.", "task", "22-11 17:00"),
    ("Wij zorgen ervoor dat de korf er vrijdag staat.", "task", "27-11 17:00"),
    ("Ik vraag het morgen na bij Groenbeheer.", "task", "23-11 17:00"),
    ("I'll call you tomorrow.", "call_back", "23-11 17:00"),
    ("I will call you back on Tuesday before 12.", "call_back", "24-11 12:00"),
    ("A colleague will call you on Monday between 10 and 12.", "call_back", "23-11 12:00"),
    ("We’ll phone you tomorrow morning", "call_back", "23-11 12:00"),
    ("You will hear from us within 2 working days.", "answer", "24-11 17:00"),
    ("I'll get back to you by 5 pm today.", "answer", "22-11 17:00"),
    ("We will let you know on 27 November.", "answer", "27-11 17:00"),
    ("We'll send you a letter next week.", "letter", "27-11 17:00"),
    ("I'll take care of it.", "task", None),
]
SAYS_NOTHING = [
    "Ik bel u niet.", "Ik bel u morgen niet, want ik ben vrij.", "U belde gisteren.", "Ik belde u gisteren.", "Ik heb u gisteren gebeld.",
    "U kunt ons morgen bellen.", "Belt u mij morgen?", "Zal ik u morgen bellen?", "Wilt u dat ik u morgen bel?",
    "Als u dat wilt, bel ik u morgen.", "Wij zouden u dinsdag bellen.", "We hebben u dinsdag een brief gestuurd.",
    "U hoort bij de wijk Zuid.", "U krijgt geen antwoord meer van ons.", "Bel ons gerust op 14 0999.", "Dank voor uw brief van dinsdag.",
    "De korf staat er sinds vrijdag.", "Kunnen wij u morgen bellen?", "> Ik bel u morgen", "Op dinsdag schreef Bram de Wit:\n> We sturen u een brief.",
    "Wij komen niet meer langs.", "Ik hoor graag van u.", "Laat u het ons weten?", "Goedemorgen mevrouw El Idrissi,",
    "I won't call you.", "I called you yesterday.", "Did we call you?", "If you like, I'll call you tomorrow.", "Please call us tomorrow.",
    "We have sent you a letter.", "Niemand belt u hierover.", "Uw brief ligt bij ons op tafel.", "",
]


@pytest.mark.parametrize(("text", "kind", "due"), PROMISING)
def test_it_is_noticed(text, kind, due):
    found = noticing.notice(text, WorkingHours(), NOW)

    assert found, text
    said = found.due_at and timezone.localtime(found.due_at).strftime("%d-%m %H:%M")
    assert (found.kind, said) == (kind, due)


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_it_is_left_alone(text):
    assert noticing.notice(text, WorkingHours(), NOW) is None


def test_a_window_is_understood():
    found = noticing.notice("Ik bel u dinsdag tussen 10 en 12 uur.", WorkingHours(), NOW)

    assert (found.from_at.astimezone(HERE).hour, found.due_at.astimezone(HERE).hour) == (10, 12)


def test_the_last_promise_of_a_letter():
    text = "Beste Fatima,\n\nDank u. Ik bel u morgen. De brief is binnen.\nWe sturen u vrijdag een brief.\n\nGroet, Bram\n> Ik bel u"

    assert noticing.notice(text, WorkingHours(), NOW).sentence == "We sturen u vrijdag een brief."


def test_it_stays_cheap():
    noticing.notice("ik " * 50_000, WorkingHours(), NOW)
    noticing.notice("u hoort " * 20_000 + "ik zal " * 20_000, WorkingHours(), NOW)
