"""What points to a person does not stay in a text; what does not, stays."""

import pytest

from gehoor.core.masking import LOOKED_AT, mask


@pytest.mark.parametrize(("text", "masked"), [
    ("Ik heet Fatma el Amrani en wil trouwen", "Ik heet [naam] en wil trouwen"),
    ("ik heet fatma en wil trouwen", "ik heet [naam] en wil trouwen"),
    ("Mijn naam is J. de Vries.", "Mijn naam is [naam]."),
    ("Ik ben Jan Jansen uit Merelveld", "Ik ben [naam] uit Merelveld"),
    ("Ik sprak met mevrouw Van den Berg", "Ik sprak met mevrouw [naam]"),
    ("Bedankt.\n\nMet vriendelijke groet,\nPiet Pietersen", "Bedankt.\n\nMet vriendelijke groet,\n[naam]"),
    ("mijn zoon Daan is ziek", "mijn zoon [naam] is ziek"),
    ("mail naar jan.de-vries+x@voorbeeld.co.nl graag", "mail naar [e-mailadres] graag"),
    ("jan(at)voorbeeld.nl", "[e-mailadres]"),
    ("bel 06-12345678 of +31 6 1234 5678", "bel [telefoonnummer] of [telefoonnummer]"),
    ("bel 010 123 45 67.", "bel [telefoonnummer]."),
    ("op NL91 ABNA 0417 1643 00 terug", "op [rekeningnummer] terug"),
    ("mijn bsn is 111222333", "mijn bsn is [burgerservicenummer]"),
    ("bsn 1112.22.333", "bsn [burgerservicenummer]"),
    ("zaak 20261234567", "zaak [nummer]"),
    ("Ik woon op 1234 AB 12", "Ik woon op [adres]"),
    ("Dorpsstraat 12a, 1234AB Merelveld", "[adres] Merelveld"),
    ("in de burgemeester van dijklaan 3", "in de burgemeester van [adres]"),
    ("geboren op 12-03-1980", "geboren op [datum]"),
    ("geboren op 3 mei 1961 in Gouda", "geboren op [datum] in Gouda"),
    ("auto AB-12-CD en 12-ABC-3 en G123BB", "auto [kenteken] en [kenteken] en [kenteken]"),
    ("zie https://voorbeeld.nl/p?token=geheim hier", "zie [link] hier"),
])
def test_it_works(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize("text", [
    "wat kost een parkeervergunning voor mijn tweede auto", "Ik wil mijn paspoort verlengen", "in 2026 en 2027", "het kost € 1.250,00",
    "binnen 8 weken of 13 weken", "artikel 9:11 Awb", "ik ben boos", "tussen 9.00 en 17.00 uur", "2 tot 3 dagen", "bel 14 0251",
    "groep 8", "ik ben 65 jaar", "Ik ben het niet eens met de WOZ", "de A12 of N207", "covid-19", "in 2026 op vakantie",
])
def test_what_points_to_nobody_stays(text):
    assert mask(text) == text


@pytest.mark.parametrize("part", ["a", "a.", "a'", "a-", "a@", "b.", "A. "])
def test_made_to_take_for_ever(part):
    text = (part * LOOKED_AT)[:LOOKED_AT]
    assert mask(text) == text


def test_what_is_not_looked_at_is_not_passed_on():
    assert len(mask("a" * (LOOKED_AT + 50))) == LOOKED_AT
