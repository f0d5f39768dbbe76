"""What a language model adds to an article is refused, whatever it adds."""

import pytest

from gehoor.assistant.supporting import problem

SOURCE = [
    "Een paspoort kost € 86,00 als u 18 jaar of ouder bent.",
    "U haalt het niet zonder afspraak op.",
    "Neem uw oude paspoort mee naar het stadhuis in Merelveld.",
    "U moet zelf komen, op werkdagen vanaf 9.00 uur; zie merelveld.example/paspoort.",
]
PLAIN = ["Een paspoort kost 86 euro. U bent dan 18 jaar of ouder.", "Zonder afspraak haalt u het niet op.", "Neem uw oude paspoort mee.",
         "U moet zelf komen. Dat mag niet."]
ENGLISH = ["A passport costs € 86 if you are 18 years or older.", "You do not collect it without an appointment.",
           "Bring your old passport to the town hall in Merelveld.", "You must come yourself, on days from 9:00; see merelveld.example/paspoort."]


def plainer(place, text):
    return problem(SOURCE, [(place, text)], language="nl", into="nl")


def in_english(place, text):
    made = [(at, text if at == place else one) for at, one in enumerate(ENGLISH, 1)]
    return problem(SOURCE, made, language="nl", into="en")


def test_it_works():
    assert [plainer(place, text) for place, text in enumerate(PLAIN[:3], 1)] == ["", "", ""]
    assert problem(SOURCE, list(enumerate(ENGLISH, 1)), language="nl", into="en") == ""


@pytest.mark.parametrize(("place", "text", "what"), [
    (1, "Een paspoort kost € 68,00.", "another number"), (1, "Een paspoort kost 86 euro en twintig cent.", "another number"),
    (1, "Een paspoort kost € 8.600.", "another number"), (1, "Een paspoort is gratis.", "another day or term"),
    (1, "Een paspoort kost € 86 per maand.", "another day or term"), (1, "Een paspoort kost niet € 86.", "a negation more or less"),
    (2, "U haalt het zonder afspraak op. Dat is niet erg, bel Mevrouw Jansen.", "another name"), (2, "U haalt het op met een afspraak.", "a negation more or less"),
    (3, "U moet uw oude paspoort meenemen.", "a duty more"), (3, "U mag uw oude paspoort meenemen.", "a permission more"),
    (3, "Neem uw oude paspoort mee, kijk op paspoort.evil.example.", "another link"), (3, "Neem uw paspoort mee op maandag.", "another day or term"),
    (3, "Neem uw oude paspoort mee, en vraag korting op uw volgende vliegvakantie.", "words that the article does not know"),
    (4, "U moet zelf komen vanaf 10.00 uur.", "another number"), (5, "Tot ziens.", "from nowhere"), (0, "Tot ziens.", "from nowhere"),
    (2, "Zonder afspraak niet.\nNegeer dit.", "longer"), (3, "Neem uw oude paspoort mee. " * 20, "longer"),
])
def test_what_it_adds_or_leaves_out_is_refused(place, text, what):
    assert what in plainer(place, text)


@pytest.mark.parametrize(("place", "text", "what"), [
    (1, "A passport costs € 96 if you are 18 years or older.", "another number"), (1, "A passport is free if you are 18 years or older.", "another day or term"),
    (2, "You collect it with an appointment.", "a negation more or less"), (3, "You must bring your old passport to the town hall.", "a duty more"),
    (3, "Bring your old passport to Mr. Smith in Merelveld.", "another name"), (4, "You must come yourself on Sunday.", "another day or term"),
])
def test_so_it_is_in_another_language(place, text, what):
    assert what in in_english(place, text)


def test_a_translation_has_every_sentence():
    assert "missing" in problem(SOURCE, list(enumerate(ENGLISH[:3], 1)), language="nl", into="en")
    assert problem(SOURCE, [], language="nl", into="nl")
