"""Whether somebody complains about us, in their own words: a human hears it, and never a computer.

A question about complaining ("waar kan ik een klacht indienen?") is a question: there are articles that answer it. Anger alone is
no complaint, and complaints of the body are another word in Dutch law and another person's job.
"""

import re

LOOKED_AT = 5000  # characters of one message

_SAYS = re.compile(
    r"""\b(
        (een|mijn|deze|onze|formele|officiële|hierbij)\s+(formele\s+|officiële\s+|schriftelijke\s+)?(klacht|klaagschrift)\b
        | klacht\s+(in|over|tegen|indienen)\b
        | klachten(procedure|regeling|formulier|commissie|behandelaar|functionaris)
        | (wil|willen|ga|gaan|kom|kan)\b[^.!?\n]{0,30}\bklagen\b
        | mijn\s+beklag
        | (naar|bij)\s+de\s+(nationale\s+|gemeentelijke\s+)?ombudsman
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DOES_NOT = re.compile(
    r"""\b(
        (geen|zonder|nooit)\s+(enkele\s+|een\s+)?(klacht|klachten)\b
        | (is|was|bedoel\w*|zie\w*)\s+(dit\s+|het\s+)?(echt\s+|zeker\s+)?(geen|niet(\s+als)?(\s+een)?)\s+(klacht|klaagschrift)\b
        | niet\s+(als\s+)?(een\s+)?klacht\b
        | (mag|kan|wil|moet|hoor|niks|niets)\b[^.!?\n]{0,20}\b(niet|niets|niks|geen|te)\b[^.!?\n]{0,12}\bklagen\b
        | (medische|lichamelijke|psychische|vage)\s+klacht(en)?\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# How it is done, by whom it is treated, how long that takes; and what goes to an ombudsman goes to another body than us.
_ASKS_ABOUT = re.compile(
    r"""^\W*(hoe|waar|wat|wanneer|wie|welke|hoelang|waarover|how|where|what|when|who)\b
        | \b(hoe|waar)\b[^.!?\n]{0,30}\b(klacht|klagen)\b
        | ^\W*(en\s+)?(kan|mag|kunnen|mogen|can|may)\s+(ik|je|u|we|wij|men|i)\b
        | \bombudsman\b | \b(klachten(procedure|regeling|commissie))\b
        | \b(behandelt|behandelen|termijn|reactie\s+op)\b[^.!?\n]{0,30}\bklacht\b""",
    re.IGNORECASE | re.VERBOSE,
)
_US = r"(ambtenaar|ambtenaren|medewerk(er|ers|ster)|balie\w*|loket\w*|gemeente|jullie|u|uw|consulent|klantmanager|boa|handhaver|receptie\w*|telefoniste?|wethouder|burgemeester|civil\s+servant|employee|staff)"
_RUDE = (r"(onbeleefd|onbeschoft|onheus|onvriendelijk|lomp|grof|respectloos|neerbuigend|minachtend|bot|arrogant|discriminerend|gediscrimineerd|racistisch|intimiderend|agressief|"
         r"schandalig|schofterig|onfatsoenlijk|oneerlijk|als\s+een\s+(crimineel|nummer|kind)|uitgelachen|afgesnauwd|uitgescholden|weggestuurd|genegeerd|voorgelogen|afgepoeierd|afgewimpeld|"
         r"van\s+het\s+kastje\s+naar\s+de\s+muur|rude|impolite)")
_OWN_WORDS = re.compile(
    rf"""\b(
        {_US}\b[^.!?\n]{{0,60}}\b{_RUDE}\b
        | (ik|wij|we|mijn\s+\w+)\s+(ben|word|werd|zijn|is|was|voel)\b[^.!?\n]{{0,40}}\b{_RUDE}\b
        | {_RUDE}\s+(behandeld|bejegend|benaderd|te\s+woord\s+gestaan|geholpen|ambtenaar|medewerker|treated)\b
        | (slecht|verkeerd|niet\s+netjes|schandalig|waardeloos)\s+(behandeld|geholpen|te\s+woord\s+gestaan|bejegend)\b
        | (schandalig|schande|belachelijk|ongehoord|te\s+gek\s+voor\s+woorden|onacceptabel)\b[^.!?\n]{{0,40}}\b(jullie|u|uw|gemeente|hoe\s+ik|hoe\s+wij|service|dienstverlening)\b
        | (jullie|uw|de\s+gemeente|gemeente)\b[^.!?\n]{{0,50}}\b(schandalig|waardeloos|belachelijk|prutsers|oplichters|schande|liegen|liegt|doen\s+((maar|helemaal|echt|gewoon)\s+)*(niks|niets)|laten\s+\w+\s+stikken)\b
        | (zeer|erg|heel|ontzettend|zwaar|super)?\s*(ontevreden|teleurgesteld)\s+(over|in|met)\s+(jullie|de\s+gemeente|uw|u\b|hoe|de\s+behandeling|de\s+manier|de\s+service|de\s+dienstverlening|een\s+medewerker)
        | (boos|woedend|woest|pissig|kwaad|razend)\s+(op|over)\s+(jullie|de\s+gemeente|u\b|uw|hoe)
        | (i\s+want\s+to|i\s+wish\s+to|i'd\s+like\s+to)\s+complain | (file|make|lodge)\s+a\s+complaint | (ik\s+)?(heb|dien|doe|geef|maak)\b[^.!?\n]{{0,25}}\bklachten?\b
        | de\s+(zoveelste|derde|vierde|vijfde|tiende)\s+keer\b[^.!?\n]{{0,60}}\b(bel|mail|vraag|meld|schrijf|klacht)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_THE_BODY = re.compile(r"\b(gezondheids|buik|rug|maag|hart|long|hoofdpijn|pijn|corona|burn-?out)?klachten\s+(na|door|van|aan|sinds|bij)\b|\b\w+(gezondheids|buik|rug|maag|hart|long)klacht", re.IGNORECASE)


def says_so(text: str) -> bool:
    """Whether this message speaks of complaining at all: a hint for an employee, who decides."""
    return any(_SAYS.search(sentence) and not _DOES_NOT.search(sentence) for sentence in _sentences(text))


def complains(text: str) -> tuple[str, ...]:
    """The words by which somebody complains about how we treat them; empty for a question about complaining."""
    found = []
    for sentence in _sentences(text):
        if _DOES_NOT.search(sentence) or _OF_THE_BODY.search(sentence):
            continue
        hit = _OWN_WORDS.search(sentence) or _SAYS.search(sentence)
        if hit and not (_ASKS_ABOUT.search(sentence) and not _is_told(sentence)):
            found.append(hit[0].strip())
    return tuple(found)


def _is_told(sentence) -> bool:
    """Behaviour that somebody tells of stays a complaint, whatever they ask about it."""
    return bool(re.search(_RUDE, sentence, re.IGNORECASE)) and "ombudsman" not in sentence.lower()


def _sentences(text) -> list[str]:
    return re.split(r"(?<=[.!?\n])\s+", text[:LOOKED_AT])
