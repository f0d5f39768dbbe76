"""Taking out of a text what points to a person, before it is kept to learn from or leaves the house.

What can be told by its form is found surely; a name only where words announce one ("ik heet", "mevrouw", a signature) or two
capitalised words follow a first name. So a masked text is safer, never anonymous: whoever keeps it keeps it for a limited time.
"""

import re

LOOKED_AT = 20_000  # characters; what comes after is left out, not passed on

_WORD = r"[A-ZÀ-Ý][\w'’-]+"
_PARTICLE = r"(?:van|de|den|der|het|'t|ten|ter|te|el|al|von|bin|ben|di|da|la|le)"
# "Jan", "J. de Vries", "Fatma el Amrani", "Anna-Lotte van den Berg"
_NAME = rf"(?:[A-Z]\.\s?)*(?:{_PARTICLE}\s+)*{_WORD}(?:\s+(?:(?:{_PARTICLE}\s+)*{_WORD}))*"
_LOWER_NAME = rf"[\w'’-]+(?:\s+(?:{_PARTICLE}\s+)+[\w'’-]+)?"
_STREET = r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|pad|hof|steeg|plantsoen|dreef|markt|baan|wal|park|erf|plaats|ring|boulevard)"
_MONTH = (r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|"
          r"sept?|okt|nov|dec|january|february|march|may|june|july|august|october)")


def _passes_eleven(digits: str) -> bool:
    """The check on a citizen service number (Logisch ontwerp BSN, "elfproef"): 9·a + 8·b + … + 2·h - i is a multiple of 11."""
    digits = digits.zfill(9)
    return sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0 and int(digits) > 0


def _number(found: re.Match) -> str:
    digits = re.sub(r"\D", "", found[0])
    if len(digits) in (8, 9) and _passes_eleven(digits) and not digits.startswith("06"):
        return "[burgerservicenummer]"
    if len(digits) >= 9 and re.match(r"(0|31|\d*316)", digits):
        return "[telefoonnummer]"
    is_of_a_municipality = re.fullmatch(r"140\d{2,3}", digits)  # 14 and its area code
    return "[nummer]" if len(digits) >= 5 and not is_of_a_municipality else found[0]


# In this order: what is longer or surer first. Looking for e-mail addresses and streets begins only where a word does, and goes on
# where one ends in the next: a word of 20,000 characters, tried from each, would take a minute.
_RULES = (
    (re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE), "[link]"),
    (re.compile(r"(?<![\w.+%'-])(?:[\w.+%'-]++(?:@|\s?\[at\]\s?|\s?\(at\)\s?|\s+apenstaart(?:je)?\s+)[\w-]+(?:\.[\w-]+)+)+", re.IGNORECASE),
     "[e-mailadres]"),
    (re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", re.IGNORECASE), "[rekeningnummer]"),
    (re.compile(r"\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"), "[datum]"),
    (re.compile(rf"\b\d{{1,2}}(?:e|ste|de)?\s+{_MONTH}\.?,?\s+(?:19|20)\d{{2}}\b", re.IGNORECASE), "[datum]"),
    (re.compile(rf"\b(geboren\s+(?:op|in)\s+|geboortedatum\s*:?\s*|geb\.?\s+)(?:\d{{1,2}}\s+{_MONTH}|(?:19|20)\d{{2}})", re.IGNORECASE), r"\1[datum]"),
    # the side codes of Dutch number plates (RDW): three groups of letters or digits with dashes, or those of today written as one
    (re.compile(r"\b(?=[A-Z0-9-]{0,10}\d)(?=[A-Z0-9-]{0,10}[A-Z])(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})\b", re.IGNORECASE), "[kenteken]"),
    (re.compile(r"\b(?:[A-Z]{1,2}\d{3}[A-Z]{1,2}|\d{1,2}[A-Z]{3}\d{1,2}|[A-Z]{2}\d{2}[A-Z]{2}|\d{2}[A-Z]{4}|[A-Z]{4}\d{2})\b"), "[kenteken]"),
    (re.compile(rf"(?<![\w'’.-])(['’.-]*+)(?:[\w'’.-]*{_STREET}\s+\d+(?:\s?-?\s?[a-z]{{1,3}}\b|[-/]\d+)?(?:\s*,?\s*\d{{4}}\s?[A-Z]{{2}}\b)?)+", re.IGNORECASE),
     r"\1[adres]"),
    (re.compile(r"\b[1-9]\d{3}\s?(?!(?:EN|OF|IN|OP|JA|IS|AL|TE|DE|UU)\b)[A-Z]{2}\b(?:\s*,?\s*(?:nr\.?|nummer|huisnummer)?\s*\d{1,5}\s?[a-z]?\b)?"), "[adres]"),
    (re.compile(r"\b[1-9]\d{3}\s?[a-z]{2}\s*,?\s*(?:nr\.?|nummer|huisnummer)\s*\d{1,5}\s?[a-z]?\b"), "[adres]"),
    (re.compile(r"\b(huisnummer|huisnr\.?)\s*:?\s*\d+\w?", re.IGNORECASE), r"\1 [nummer]"),
    (re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s()./-]{0,2}\d){4,14}(?![\w])"), _number),
    (re.compile(rf"\b((?i:ik heet|m(?:ij|')n naam is|mijn naam:|naam:|u spreekt met|je spreekt met|my name is|spreek ik met|genaamd))\s+(?:(?:{_NAME})|(?i:{_LOWER_NAME}))"),
     r"\1 [naam]"),
    (re.compile(rf"\b((?i:dhr|mevr|mw|mevrouw|meneer|de heer|heer|mrs?|ms|drs|dr|ir|mr)\.?)\s+(?:{_PARTICLE}\s+)*{_NAME}"), r"\1 [naam]"),
    (re.compile(rf"\b((?i:ik ben|hier is|dit is|groetjes|gr\.?|namens|I am|I'm))\s+{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD})+"), r"\1 [naam]"),
    (re.compile(rf"(?i:((?:m\.?v\.?g\.?|(?:met\s+)?(?:vriendelijke\s+|hartelijke\s+)?groet(?:en|jes)?|hoogachtend|kind regards|regards)[,.]?\s*\n+\s*))(?:{_PARTICLE}\s+)*{_NAME}"),
     r"\1[naam]"),
    (re.compile(rf"\b((?i:mijn|m'n|onze|ons) (?i:man|vrouw|zoon|dochter|moeder|vader|broer|zus|buurman|buurvrouw|buur|ex|partner|vriend|vriendin|kind|opa|oma))\s+{_NAME}"),
     r"\1 [naam]"),
)


def mask(text: str) -> str:
    """`text` with numbers, addresses, dates and names of people as [naam], [adres], [telefoonnummer] and so on."""
    text = text[:LOOKED_AT]
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
