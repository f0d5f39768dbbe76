"""Whether somebody says that they complain, in their own words: a hint for the employee, who decides.

It looks for the word itself and not for anger. Complaints of the body are another word in Dutch law and another person's job.
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


def says_so(text: str) -> bool:
    """Whether this message says that it is a complaint."""
    sentences = re.split(r"(?<=[.!?\n])\s+", text[:LOOKED_AT])
    return any(_SAYS.search(sentence) and not _DOES_NOT.search(sentence) for sentence in sentences)
