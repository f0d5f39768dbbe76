"""Hearing that somebody complains, and not hearing it where nobody does."""

import pytest

from gehoor.complaints.noticing import says_so


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
