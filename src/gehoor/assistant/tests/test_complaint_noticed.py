"""Hearing that somebody complains, and not hearing it where nobody does."""

import pytest

from gehoor.assistant.recognising.complaint import complains, says_so


@pytest.mark.parametrize("text", [
    "Hierbij dien ik een klacht in over de balie.", "Ik wil een formele klacht indienen.", "Dit is mijn klacht over uw medewerker.",
    "Hoe werkt de klachtenprocedure?", "Waar vind ik het klachtenformulier", "Ik wil hierover klagen.", "Anders stap ik naar de ombudsman.",
    "Goedendag.\nIk heb een klacht tegen de buitendienst.\nGroet", "EEN KLACHT OVER HET AFVAL",
    "Ik had geen klachten tot vandaag. Nu dien ik een klacht in.", "Bij deze doe ik mijn beklag.",
])
def test_it_works(text):
    assert says_so(text)


@pytest.mark.parametrize("text", [
    "", "Komt er dit jaar een bladkorf?", "Wij hebben geen klachten.", "Door mijn gezondheidsklachten kan ik niet komen.",
    "Ik heb buikklachten en rugklachten.", "Dit is geen klacht, maar een vraag.", "Ik bedoel dit niet als klacht hoor.",
    "Ik mag niet klagen.", "Zonder klacht meegewerkt.", "Ik heb vage klachten na de griep.", "Wij hebben niets te klagen.",
    "Mijn klachten zijn na de operatie minder.", "De verklaring is een aanklacht van de officier.", "Ik wil niet klagen, maar de lamp is kapot.",
])
def test_not_a_complaint(text):
    assert not says_so(text)


@pytest.mark.parametrize("text", [
    "ik heb een klacht", "ik wil een klacht indienen", "ik wil klagen over een medewerker", "een ambtenaar heeft mij heel onbeleefd behandeld",
    "jullie medewerker was heel onbeschoft tegen mij", "ik ben slecht behandeld aan de balie", "schandalig hoe jullie met mensen omgaan",
    "ik ben zeer ontevreden over de gemeente", "ik ben woest op jullie", "ik word van het kastje naar de muur gestuurd",
    "jullie doen helemaal niks", "ik voel mij gediscrimineerd door de gemeente", "I want to file a complaint", "jullie hebben mij voorgelogen",
    "Hoe kan het dat uw medewerker zo onbeschoft was?",
])
def test_somebody_complains_about_us(text):
    assert complains(text)


@pytest.mark.parametrize("text", [
    "waar kan ik een klacht indienen over een overheidsinstantie?", "hoe kan ik een klacht indienen bij de Nationale ombudsman?",
    "ik wil klagen over de gemeente bij de ombudsman", "hoe lang duurt de behandeling van mijn klacht", "hoe werkt de klachtenprocedure",
    "kan ik een klacht indienen over de taxi", "ik heb rugklachten en wil een parkeerkaart", "ik heb klachten na corona, krijg ik hulp",
    "er ligt al weken grofvuil op de stoep bij ons", "de ozb aanslag klopt niet, ik ben het er niet mee eens", "hoe maak ik bezwaar",
    "mijn buurman maakt elke nacht lawaai", "ik ben boos over de parkeerboete", "ik heb geen klacht maar een vraag",
])
def test_a_question_or_a_report_is_none(text):
    assert complains(text) == ()
