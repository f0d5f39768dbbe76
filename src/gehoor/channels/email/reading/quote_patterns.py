"""How Dutch, English and German mail programs introduce what they quote, and how telephones sign."""

from __future__ import annotations

import re

_I = re.IGNORECASE

QUOTE_LINE = re.compile(r"\s{0,3}>")
COMPARISON = re.compile(r"\s*>\s*=?\s*[€$]?\s*\d")  # "> 18 jaar", written by hand

# "Op 3 nov. 2025 om 10:12 heeft Jan <..> het volgende geschreven:", "On .. wrote:", "Am .. schrieb ..:"
_DATE_FIRST = (
    r"(?:op|on|am|le|el|il|em|den)\b.{4,300}?"
    r"(?:\bschreef\b|\bgeschreven\b|\bwrote\b|\bschrieb\b|\bgeschrieben\b|\bécrit\b|\bescribió\b"
    r"|\bha scritto\b).{0,160}"
)
# "Jan <..> schreef op 03-11-2025 om 10:12:", "Jan schrieb am ..:"
_NAME_FIRST = r".{1,200}?\b(?:schreef|wrote|schrieb|a écrit)\b(?:\s+(?:op|on|am|le)\b.{0,120}|\s*)"
_ZOHO = r"-{2,}\s*(?:op|on|am)\b.{4,250}(?:schreef|wrote|schrieb).{0,150}?-{2,}"
_CITING = r"(?:citeren|citaat van|quoting|zitat von)\s+.{2,200}"
_NUMBERS_FIRST = r"\d{4}-\d{2}-\d{2}\b.{5,200}<\S{1,150}@\S{1,150}>\s{0,3}"
ATTRIBUTION = re.compile(
    rf"[\s*_]{{0,5}}(?:(?:{_DATE_FIRST}|{_NAME_FIRST}|{_CITING}|{_NUMBERS_FIRST})\s{{0,3}}:"
    rf"|{_ZOHO})[\s*_]{{0,5}}",
    _I,
)
ATTRIBUTION_END = re.compile(r"(:|-{2,})[\s*_]{0,5}$")
ATTRIBUTION_WORD = re.compile(
    r"schreef|geschreven|wrote|schrieb|écrit|escribi|scritto|citeren|citaat van|quoting|zitat von"
    r"|\d{4}-\d\d-\d\d",
    _I,
)
ATTRIBUTION_START = re.compile(
    r"[\s*_]{0,5}(?:-{2,}\s*)?(?:op|on|am|le|el|il|em|den|citeren|quoting|zitat)\b", _I
)
# The writer speaking of their own earlier letter is new text.
OWN_WORDS = re.compile(
    r"\bschreef (?:ik|u|wij|we|jij|je|hij|zij|ze|men)\b|\b(?:ik|i|you|we|he|she|they)\s+(?:wrote"
    r"|schreef)\b|\bschrieb(?:en)? ich\b"
    r"|\bich\b.{0,60}\bgeschrieben|\bik\b.{0,60}\bgeschreven|\bhebben? (?:ik|wij|we|u)\b",
    _I,
)
CERTAIN = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\S@\S")  # a clock time or an address: no prose

_LABELS = {
    "from": "van|from|von|afzender|absender|de",
    "date": "verzonden|datum|sent|date|gesendet|verzonden op|verstuurd|envoyé",
    "to": "aan|to|an|à",
    "subject": "onderwerp|subject|betreff|objet",
    "other": "cc|bcc|kopie|bijlagen?|attachments?|anlagen?|antwoord aan|beantwoorden|reply-to|antwort an"
    "|prioriteit|urgentie"
    "|importance|priority|priorität|wichtigkeit|gevoeligheid",
}
LABEL = re.compile(
    r"[ \t*_|]{0,6}(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[ *_]{0,3}:[ *_\t]*",
    _I,
)

_EARLIER = (
    r"oorspronkelijk(?:e)? (?:bericht|e-?mail)|origineel bericht|original (?:message|e-?mail)"
    r"|ursprüngliche nachricht"
    r"|original-?nachricht|message d'origine|reply message"
)
_FORWARDED = (
    r"doorgestuurde? (?:bericht|e-?mail)|forwarded (?:message|mail|by.{0,80})"
    r"|weitergeleitete (?:nachricht|e-?mail|mail)"
)
SEPARATOR = re.compile(rf"\s{{0,3}}[-_=*]{{2,}}\s*(?:{_EARLIER}|{_FORWARDED})\s*[-_=*]{{2,}}:?\s*", _I)
BARE_SEPARATOR = re.compile(rf"[\s*_]{{0,5}}(?:{_EARLIER}|{_FORWARDED})[\s*_]{{0,5}}:?\s*", _I)
FORWARD_LINE = re.compile(
    rf"\s{{0,3}}[-_=*]{{2,}}\s*(?:{_FORWARDED}).*|\s{{0,3}}(?:begin"
    rf"|start) (?:van )?(?:het )?(?:doorgestuurd|forwarded).{{0,20}}:\s*"
    r"|\s{0,3}anfang der weitergeleiteten.{0,20}:\s*",
    _I,
)
RULE = re.compile(r"\s{0,3}[_-]{10,}\s*")
FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|doorst|doorgestuurd|wg|tr|rv)\s*:", _I)

# "Zie mijn antwoorden hieronder in rood": the answers stand in what looks like history.
ANSWERS_BELOW = re.compile(
    r"\b(?:zie|antwoord|reactie|opmerking|commentaar)\w{0,4}\b.{0,60}\b(?:hieronder|onderstaand"
    r"|in (?:het )?rood|in (?:het )?blauw"
    r"|tussen de (?:tekst|regels)|in de (?:tekst|mail))\b"
    r"|\b(?:see|my|answers?|comments?|replies|responses?)\b.{0,40}\b(?:inline|in-line|below|in red|in blue)\b"
    r"|\b(?:siehe|antwort\w{0,3}|kommentare?)\b.{0,40}\b(?:unten|im text|in rot|weiter unten)\b",
    _I,
)

_THINGS = (
    r"i ?phone|i ?pad|ipod|android|samsung|galaxy|outlook|mail|gmail|yahoo|telefoon|mobiel\w{0,4}"
    r"|smartphone|tablet|huawei|xiaomi"
    r"|windows|blackberry|proton|kpn|ziggo|spark|nokia|htc|sony|fairphone|pixel|oneplus|motorola|phone"
    r"|watch|thunderbird|k-9"
    r"|gmx|web\.de|handy|mobilgerät|mobile|apple|mac|oppo|device|toestel|apparaat"
)
_LINK = r"(?:\s*[<(\[]{0,2}\s*(?:https?://|www\.)[^\s<>()]{1,300}[>)\]]{0,2})?"
DEVICE_LINE = re.compile(
    r"[\s*_]{0,4}(?:"
    rf"(?:verstuurd|verzonden|gestuurd|sent|gesendet|bericht verzonden|diese nachricht wurde)\s+(?:vanaf"
    rf"|vanuit|van|met|via|door"
    rf"|from|with|using|by|von|mit|über|aus)\b[^!?]{{0,60}}?\b(?:{_THINGS})\b[^!?\n]{{0,60}}?{_LINK}"
    rf"|von (?:meinem?|mein|meiner)\b.{{0,50}}\b(?:gesendet|geschickt)"
    rf"|(?:get|download|hol(?:en)? sie|haal|probeer)\s+(?:outlook|yahoo mail)[^\n]{{0,60}}?{_LINK}"
    rf"|(?:outlook|yahoo mail) (?:voor|für|for) (?:ios|android|mac|iphone)(?: (?:downloaden|ophalen"
    rf"|herunterladen|beziehen))?{_LINK}"
    r")[\s.*_]{0,4}",
    _I,
)
ONLY_LINK = re.compile(r"\s*[<(\[]?https?://\S+[>)\]]?\s*")
SIGN_OFF = re.compile(
    r"\s*(?:met (?:de )?(?:vriendelijke|hartelijke|beste) groet\w*|vriendelijke groet\w*"
    r"|hartelijke groet\w*|groet(?:en|jes)?|mvg|m\.v\.g"
    r"|kind regards|best regards|regards|mit freundlichen grüßen|viele grüße|mfg|vg)\b",
    _I,
)
