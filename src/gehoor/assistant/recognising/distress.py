"""Whether somebody seems to be in need that cannot wait: recall first, so it is rather noticed once too often.

A question how something is arranged after a death, or where one reports violence, is about need and still a question; it is
noticed only where somebody tells of it in the first person or of this moment. What it offers beside a human is in `LINES`.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .words import joined

LIFE, VIOLENCE, SHELTER, URGENT = "life", "violence", "shelter", "urgent"
# 113 Zelfmoordpreventie (113.nl) and Veilig Thuis (veiligthuis.nl): free, day and night.
LINES = {
    LIFE: _("Do you think of suicide? Call 113 or 0800-0113, free, day and night, or chat on 113.nl. In danger now: call 112."),
    VIOLENCE: _("Are you in danger now? Call 112. Veilig Thuis listens day and night, free: 0800-2000."),
    SHELTER: _("You need not solve this alone. Call us; outside office hours, call our urgent number."),
    URGENT: _("Is anybody in danger now? Call 112."),
}


@dataclass(frozen=True, slots=True)
class Distress:
    words: tuple[str, ...]
    line: str = ""


_ME = r"(?:ik|mij|mijn|we|ons|onze|i|my|us)"
_KIN = r"(?:mijn|onze|ons|my) (?:man|vrouw|partner|ex|vriend|vriendin|vader|moeder|broer|zus|zoon|dochter|kind|kinderen|kindje|baby|opa|oma|husband|wife|son|daughter|mother|father)"
_NOW = r"(?:vannacht|vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|gisteren|gisteravond|net|zojuist|zonet|nu|today|tonight|just|yesterday)"
_RULES = {
    LIFE: (
        r"zelfmoord(?!terror)\w*", r"suicid\w*", r"zelfdoding", r"euthanasie plegen", r"kill myself", r"end (?:my life|it all)", r"want to die",
        r"(?:wil|wilde|zou|liever) (?:\w+ ){0,3}dood(?!gaan aan)(?: zijn| gaan)?(?! hout)", r"was ik maar dood", r"(?:ik )?wil (?:er )?niet meer (?:zijn|leven|wakker worden|verder)",
        r"(?:niet|geen zin) (?:meer )?(?:om |in )?(?:het |dit |te |verder )?(?:te )?leven", r"wil (?:\w+ ){0,2}niet meer(?= ,|$)", r"snij\w* (?:mijzelf|mezelf|zichzelf|mij|in mijn)", r"(?:door te gaan|doorgaan) (?:lukt|met leven)|niet meer om door te gaan", r"(?:einde?|punt) (?:\w+ ){0,3}aan (?:mijn leven|alles|mijzelf|mezelf)",
        r"(?:maak|maken|kom|komt) er (?:\w+ ){0,2}een (?:einde?|punt) aan", r"leven (?:heeft|geeft|is) (?:\w+ ){0,2}(?:geen zin|zinloos|niks meer|niets meer|niet meer waard)",
        r"(?:zie|zien|ziet) (?:het|t) (?:\w+ ){0,3}niet (?:\w+ ){0,2}zitten", r"geen (?:\w+ )?uitweg", r"uitzichtloos", r"(?:diep|zit) in de put", r"depressie(?:f|ve)?",
        r"(?:wil|wou|ga|zou) er (?:\w+ ){0,2}(?:einde?|punt) aan", r"er (?:zelf )?niet meer (?:ben|was|zou zijn)(?= ,|$)", r"(?:zo|dat ik) (?:\w+ ){0,3}niet meer wil(?= ,|$)", r"(?:mijzelf|mezelf|mij zelf|zichzelf) (?:iets |wat )?(?:aan te doen|aandoen|aan doen|van kant|verhangen|ophangen|snijden|pijn doen|pijn)",
        r"(?:doe|doet) (?:mijzelf|mezelf|zichzelf) (?:iets|wat) aan", r"voor (?:de|een) trein", r"van (?:een|het|de) (?:dak|flat|brug) (?:af )?(?:spring\w*|te springen)",
        r"spring\w* (?:\w+ ){0,3}(?:dak|flat|brug|trein)", r"(?:pillen|overdosis|medicijnen) (?:\w+ ){0,3}(?:genomen|geslikt|slikken|ingenomen|nemen om)", r"beter (?:af )?zonder mij",
        r"(?:niemand|mensen) (?:zou|zal|gaat) mij missen", r"afscheidsbrief", r"automutil\w*", r"levensmoe", r"hurt myself", r"no reason to live", r"not want to (?:live|be alive|exist)(?= ,|$| any ?more| any longer)",
    ),
    VIOLENCE: (
        rf"(?:slaat|sloeg|schopt|schopte|mishandelt|mishandelde|bedreigt|bedreigde|stalkt|stalkte|wurgt|wurgde|verkracht|verkrachtte|misbruikt|misbruikte|hits|beats|threatens|threatening|rapes?|raped|attacked) (?:\w+ )?{_ME}",
        rf"{_ME} (?:\w+ ){{0,4}}(?:slaat|(?<!kapot )geslagen|mishandeld|mishandelt|bedreigd|bedreigt|gestalkt|verkracht|misbruikt|aangerand|gewurgd|vermoord\w*|opgesloten)",
        r"(?:word|werd|ben|wordt|worden) (?:\w+ ){0,5}(?:geslagen|mishandeld|bedreigd|gestalkt|verkracht|misbruikt|aangerand|uitgebuit|afgeperst)",
        r"huiselijk geweld", r"(?:bang|angst) (?:\w+ ){0,2}(?:voor|van) (?:mijn|hem|haar|m'n|zijn) ?(?:ex|man|vader|vriend|partner|vrouw|moeder|broer|zoon|familie|leven)?",
        r"niet (?:meer )?veilig (?:\w+ ){0,2}(?:thuis|hier|bij|voor|met)", r"voel (?:mij|me) (?:\w+ ){0,3}(?:onveilig|niet veilig|bedreigd)", r"(?:afraid|scared) (?:of|for my)", r"domestic violence",
        r"(?:dreigt|dreigde|dreigen) (?:\w+ ){0,5}(?:te doen|te slaan|te vermoorden|met een|mij|dood|me)", r"(?:met|heeft) een (?:mes|pistool|wapen)", r"(?:vermoorden|vermoordt|doodmaken|afmaken|doodsbedreiging\w*)",
        r"eerwraak", r"kindermishandeling", r"opgesloten (?:in|thuis|door)", r"gedwongen (?:te trouwen|huwelijk|prostitutie|seks)", r"uithuwelijk\w*", r"gevlucht (?:voor|van)", r"blijf van mijn lijf\w*",
    ),
    SHELTER: (
        r"(?:ben|zijn|word|worden|raak|sta|straks|nu|plotseling|am|are|i) (?:\w+ ){0,4}(?:dakloos|thuisloos|homeless)", r"(?:dakloos|thuisloos) (?:geworden|geraakt)",
        r"(?:geen|nergens|niet) (?:\w+ ){0,3}(?:slaapplek|slaapplaats|onderdak|bed voor|dak boven|plek om te slapen|slapen|place to sleep)", r"waar (?:\w+ ){0,4}(?:vannacht|vanavond|nacht) (?:\w+ ){0,3}(?:slapen|heen|terecht|naartoe)",
        r"(?:slaap|slapen|sliep|overnacht\w*|woon|wonen|leef|leven) (?:\w+ ){0,4}(?:op straat|in (?:mijn|de|een|onze) auto|buiten|in het park|onder een brug|in een tent|op een station)",
        r"(?:op|de) straat (?:\w+ ){0,2}(?:gezet|beland|slap\w*|leven|staan|sta|komen|geschopt|gegooid|terecht)", r"(?:sta|staan|kom|komen|beland|zet|zetten) (?:\w+ ){0,5}op straat",
        r"(?:moet|moeten|morgen|vandaag|vanavond|straks) (?:\w+ ){0,3}(?:ons|mijn|het) huis (?:\w+ )?uit(?= ,|$| en| gezet)", r"uit huis gezet", r"geen (?:plek|plaats) (?:\w+ ){0,4}(?:heen|slapen|wonen|blijven)", r"weet niet (?:\w+ ){0,2}waar (?:ik|we) (?:\w+ ){0,2}(?:heen|naartoe)",
        r"nergens (?:\w+ ){0,3}(?:heen|naartoe|naar toe|terecht)", r"(?:geen|nowhere|no) (?:\w+ ){0,2}(?:place to (?:sleep|stay|go)|to sleep|to go)", r"uit (?:mijn|ons|het|hun) huis (?:\w+ ){0,3}(?:gezet|gezette?n|zetten|geplaatst|moet|moeten|geschopt|gegooid|zet)",
        r"huis ?uit ?(?:gezet|zetten|geschopt|gegooid)\w*", r"(?:huisuitzetting|uithuiszetting|ontruiming|ontruimd|ontruimen|evict\w*)", r"(?:kicked|thrown) (?:me )?out",
        r"(?:niets|niks|geen|te weinig|nothing|no) (?:\w+ ){0,2}(?:te eten|eten|brood|voedsel|boodschappen|babyvoeding|luiers|food|to eat)(?! gekregen bij)", r"(?:heb|hebben|lijd|lijden|van de|hongerige?) (?:\w+ ){0,3}honger\w*",
        r"(?:kind|kinderen|baby|zoon|dochter) (?:\w+ ){0,4}(?:honger|niet gegeten|niet eten)", r"(?:dagen|dag|gisteren) (?:\w+ ){0,2}niet(?:s)? (?:meer )?gegeten", r"geen geld (?:meer )?(?:\w+ ){0,2}(?:voor|om) (?:te )?(?:eten|boodschappen|luiers|medicijnen|brood)", r"hungry", r"starving", r"koelkast (?:\w+ ){0,2}leeg",
        r"(?:gas|water|stroom|licht|elektra|elektriciteit|energie|verwarming) (?:\w+ ){0,4}(?:afgesloten|afsluiten)", r"zonder (?:gas|water|stroom|licht|verwarming) (?:zit|zitten|thuis|met)", r"geen (?:cent|euro) meer",
    ),
    URGENT: (
        r"paniek\w*", r"radeloos", r"er (?:\w+ )?doorheen(?= ,|$)", r"geen raad", r"overstuur", r"niet meer van (?:de |mijn )?(?:zorgen|stress|angst)", r"wakker van (?:\w+ ){0,3}(?:zorgen|schulden|stress|angst)", r"(?:en ik ben|ik ben|en) (?:heel |zo |erg |doods?|vreselijk )*bang(?= ,|$| en )",
        rf"{_KIN} (?:\w+ ){{0,4}}niet thuis ?gekomen", r"verlies niet aan", r"not know what to do", r"niet stoppen met huilen", r"wanhopig", r"wanhoop", r"ten einde raad", r"einde raad", r"hopeloos", r"despera\w*", r"panic\w*", r"(?:ik|we|en) (?:\w+ ){0,2}kan (?:het |dit |er |echt |gewoon |zo |alles )*niet meer(?= ,|$| aan| en | tegen| volhouden| opbrengen| verder| hebben| hoor| door| zo | van )",
        r"can't (?:take|do) (?:it|this) any ?more", r"(?:red|trek|houd|hou|volhoud\w*) (?:het|dit|t) (?:\w+ ){0,2}niet (?:meer|langer|vol)", r"(?:houd|hou) (?:het|dit|t) (?:\w+ ){0,2}(?:niet|nauwelijks) (?:meer )?vol",
        r"weet (?:het )?(?:echt )?niet meer(?:(?: wat)? (?:ik )?(?:\w+ )?moet(?: doen)?| hoe| verder| waar ik het zoeken| ,| $|$)", r"(?:wordt|is|word) (?:mij|me|het mij|het me|allemaal|mij allemaal|alles) (?:\w+ ){0,2}te veel", r"(?:alles|het) (?:\w+ ){0,2}te veel (?:geworden|voor mij|voor me)",
        r"(?:ik|en|alleen maar|hele dag|dagen|steeds) (?:\w+ ){0,3}huil(?:en|end)?", r"stort (?:\w+ ){0,2}in$", r"ik ben (?:\w+ ){0,2}(?:helemaal )?(?:op|kapot|gebroken|ontroostbaar|overspannen)$", r"kapot van (?:verdriet|het|zijn|haar)", r"zo(?:veel|'n)? verdriet", r"ontroostbaar",
        r"(?:^|(?<=, ))help (?:mij|ons)(?: alsjeblieft| graag| nu| snel| please)*(?=$| ,)", r"(?:er ?aan|hieraan) onderdoor|kapot aan", r"noodsituatie", r"noodgeval", r"(?:dit|het) is (?:een )?(?:nood|spoed|levensbedreigend\w*)", r"levensgevaar", r"(?:ben|zijn) (?:\w+ ){0,2}in (?:nood|gevaar)", r"emergency", r"bel 112", r"112 bellen nodig",
        r"(?:bewusteloos|reageert niet meer|ademt niet|hartaanval|hartstilstand|bloedt (?:hevig|heel|erg))", rf"{_KIN} (?:\w+ ){{0,3}}(?:vermist|weggelopen|verdwenen|kwijt|ontvoerd|meegenomen)(?! (?:paspoort|id|rijbewijs))",
        r"gaslucht", r"gaslek", r"huis (?:\w+ ){0,2}in brand", r"brand in (?:mijn|ons|het) (?:huis|flat|portiek)", r"psychose", r"psychotisch", r"(?:hoor|hoort) stemmen", r"verward (?:persoon|iemand)? ?(?:staat|loopt|op straat|hier|voor)",
        r"(?:mis|missen) (?:hem|haar|mijn (?:man|vrouw|kind|moeder|vader)) (?:zo|heel|ontzettend|verschrikkelijk|elke|iedere|vreselijk|enorm)", r"(?:hopeless|helpless|breakdown)",
    ),
}
_PATTERNS = {line: tuple(re.compile(rf"(?<![\w-])(?:{rule})(?!\w)") for rule in rules) for line, rules in _RULES.items()}
# "Mijn man is vannacht overleden": told, and nothing asked. With a question it is answered as one.
_DIED = re.compile(rf"{_KIN} (?:\w+ ){{0,4}}(?:overleden|dood|gestorven|doodgegaan|verongelukt|passed|died)|(?:verloren|lost) (?:\w+ ){{0,3}}{_KIN}|{_KIN} (?:\w+ ){{0,3}}verloren")
_RECENT = re.compile(rf"\b(?:{_NOW}|plotseling|ineens|opeens)\b")
_ASKS = re.compile(r"\b(?:wat|hoe|waar|wie|wanneer|welke|moet|kan|mag|hoelang|what|how|where|who|when|should|must|can)\b|\?")
# What is said so of things and rules, and asks for no help at this moment.
_OF_THINGS = re.compile(
    r"\b(?:paniek(?:knop|slot)|ontruimingsplan|ontruimingsoefening|honger(?:winter|loon)|verkeersslachtoffer|dode? (?:vogel|dier|kat|hond|rat|boom)|"
    r"dood (?:hout|dier|konijn|vogel)|boom (?:\w+ )?dood|(?:hond|kat|poes|konijn|vogel|boom|plant|vis)\w* (?:\w+ ){0,4}(?:dood|overleden|vermist|weggelopen|kwijt)|"
    r"(?:afval|container\w*|grofvuil|fiets\w*|auto\w*|vuil\w*|zakken|meubels|glas) (?:\w+ ){0,3}(?:op|aan) (?:de )?straat|\w*gegevens (?:\w+ ){0,2}misbruik\w*|misbruik\w* (?:\w+ ){0,3}(?:identiteit|\w*gegevens|naam|pas|rekening)|graf (?:\w+ )?ontruim\w*|graven ontruimen|dubbel ?glas|zelfmoordterror\w*|kan (?:de )?(?:trein|bus))\b")


def notice(text: str) -> Distress | None:
    """What says so, as we read it (typing errors set right), and which line of `LINES` belongs to it."""
    said = joined(text)
    found = [(line, hit[0].strip()) for line, patterns in _PATTERNS.items() for pattern in patterns for hit in pattern.finditer(said)]
    things = [hit[0] for hit in _OF_THINGS.finditer(said)]
    found = [(line, words) for line, words in found if not any(words in thing or thing in words for thing in things)]
    if found:
        return Distress(tuple(dict.fromkeys(words for _line, words in found)), found[0][0])
    if not things and (died := _DIED.search(said)) and (_RECENT.search(said) or "verloren" in died[0]) and not _ASKS.search(text.lower()):
        return Distress((died[0],))
    return None
