"""Phrases that ask for a human in the middle of anything else, over words as `words.clauses` reads them.

`ANYWHERE` holds wherever it stands, `OF_ME` where somebody speaks of themselves, and `ABOUT_OTHERS` tells that a clause asks
something about people.
"""

import re

_HUMAN = (
    r"(?:mens|persoon|medewerk(?:er|ster)|ambtenaar|collega|consulent|klantmanager|contactpersoon|leidinggevende|chef|manager|teamleider|"
    r"directeur|behandelaar|adviseur|casemanager|human(?: being)?|person|employee|representative|agent)"
)
_SOMEONE = r"(?:iemand|someone|somebody|anyone|anybody)"
_MACHINE = r"(?:robot|bot|chatbot|automaat|computer|machine|assistent)s?"
_BOT = r"(?:robot|bot|chatbot)s?"
_A = (
    r"(?:een |uw |u |de |die |dat |mijn |'t |ook |nog |echte? |levende? |normale? |gewone? |gewoon |andere? |aardige? |a |an |the |real |"
    r"actual |live |van )*"
)
_TALK = r"(?:spreken|spreek|praten|praat|bellen|bel|chatten|kletsen|overleggen|telefoneren|videobellen|speak|talk|call|chat)"
_LINE = r"(?:(?:aan|via|per|over|op) de (?:lijn|telefoon)|te (?:pakken|woord)|on the (?:line|phone))"
_SOFT = (
    r"(?:(?:even|maar|nou|nu|dan|gewoon|toch|alleen|graag|eens|ook|hier|er|mij|ons|u|us|now|just|please|alvast|snel|direct|eerst|"
    r"misschien) )*"
)
_I = r"(?:ik|we|mij|ons|i|us)"


def _compiled(*patterns: str) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(rf"\b(?:{pattern})\b") for pattern in patterns)


OF_ME = _compiled(
    # "een medewerker spreken", "iemand van de gemeente aan de lijn"; "praten met iemand"; "spreek ik met een mens"
    rf"(?:{_HUMAN}|{_SOMEONE}(?: anders)?) (?:van [^,]{{1,30}} )?{_SOFT}(?:te |kunnen |mogen |willen ){{0,2}}(?:{_TALK}|{_LINE})",
    rf"(?:{_TALK}|contact|gesprek|verbinding|gesprekje) {_SOFT}(?:aanvragen |hebben |opnemen |krijgen )?(?:met|to|with) "
    rf"{_A}(?:{_HUMAN}|{_SOMEONE}(?! anders))",
    rf"(?:spreken|spreek|bereiken|speak to|talk to|reach) {_SOFT}{_A}{_HUMAN}",
)
ANYWHERE = _compiled(
    # a real one
    r"(?:echte?|levende?|normale?|real|live|actual) (?:mens|persoon|iemand|medewerker|collega|human|person|people)(?! zijn)",
    r"vlees en bloed|flesh and blood|human being|levende? (?:wezen|ziel)|echte mensen",
    r"menselijke? (?:hulp|antwoord|medewerker|collega|assistentie|ondersteuning|stem|reactie)",
    r"(?:persoonlijk|menselijk) contact(?= ,|$| graag| met| opnemen)|persoonlijk (?:geholpen|te woord|gesprek)",
    rf"(?:met|aan|door|van|naar) een {_A}mens(?! met)",
    rf"(?:wil|graag|geef|mag ik|kan ik|liever|doe) [^,]{{0,20}}een {_A}mens(?! met| en)",
    rf"een {_A}mens (?:graag|nu|please|(?:mij )?(?:spreek|aan de lijn|te spreken|krijg))",
    rf"(?:alleen|slechts) {_A}mens (?:kan|kunnen|begrijpt|snapt)",
    rf"{_SOMEONE} (?:real|echt)",
    # no machine
    rf"(?:geen|niet (?:met|door|tegen|aan|van|weer)(?: een| de| die| deze)?|no|not an?) (?:stomme |domme )?{_BOT}",
    rf"(?:praat|praten|spreken|chatten|chat|schrijf) (?:niet|geen)[^,]{{0,20}} {_MACHINE}",
    rf"(?:wil|hoef|graag) (?:niet [^,]{{0,14}})?(?:geen|tegen een|met een|met de) (?:{_MACHINE}|automatisch antwoord)(?! in)",
    rf"(?:deze|die|dit|stomme|domme|virtuele|digitale) (?:{_BOT}|assistent)(?! van)",
    rf"(?:genoeg|klaar|zat|beu|moe|ziek) (?:met|van) (?:deze|die|de|dat|dit|een|al die) {_MACHINE}",
    rf"(?:vertel|zeg|bespreek|deel|vertellen|bespreken|zeggen|delen) [^,]{{0,20}}(?:niet|geen) [^,]{{0,8}}(?:aan|met) [^,]{{0,10}}{_MACHINE}",
    rf"niet (?:aan|met|tegen) (?:een|de|die|deze) {_MACHINE} (?:vertellen|bespreken|zeggen|praten|spreken|typen|kwijt)",
    # through to one
    r"verbind (?:mij|ons|even|graag|door)|put (?:mij|us) through|in touch with (?:a|an|some)",
    r"(?:zet|schakel|stuur|sluis|geef|verwijs) (?:mij|ons)\b[^,]{0,20} door",
    rf"(?:{_I}|graag|u)\b[^,]{{0,30}} (?:doorverbinden|doorverbonden|doorschakelen|doorgeschakeld|doorgezet)",
    rf"(?:over|door)\w* (?:naar|met) {_A}{_HUMAN}",
    rf"(?:{_HUMAN}|{_SOMEONE}) (?:het|dit|ons gesprek|het gesprek|deze chat) overn\w+",
    # called
    r"terugbellen|teruggebeld|terugbelverzoek|(?:bel|terugbel)afspraak|call mij back|be called back|call back",
    r"(?:bel|belt|bellen) (?:mij|ons) [^,]{0,20}terug",
    r"(?:mij|ons) (?:even |vandaag |morgen |nu |graag ){0,3}(?:op)?bellen$",
    r"(?:kan|mag) ik (?:even |gewoon |ook )*bellen$|(?:graag|liever|wil) telefonisch",
    r"neemt? (?:u )?(?:graag |even |zsm )*contact (?:op met|met) (?:mij|ons)|contact (?:met )?(?:mij|ons) (?:kan |wil |zou )?op(?:nemen|neemt)",
    r"(?:wat is|geef mij|waar vind ik) uw? (?:telefoon)?nummer|nummer om (?:iemand|u|een mens) te bellen",
    rf"(?:man|vrouw|man of vrouw|stem) (?:spreken|horen|{_LINE})|(?:ik|mij) [^,]{{0,20}}een stem (?:horen|aan)",
    # wanted, needed, brought in
    rf"(?:ik wil|mag ik|wil ik) {_SOFT}iemand van (?!buiten)",
    rf"(?:liever|gewoon|alleen|prefer|rather)\b[^,]{{0,20}}\b(?:een |a ){_A}{_HUMAN}(?= ,|$| aan| die| spreken| om| helpt?| graag)",
    rf"(?:wil|eis|verzoek om|vraag om|mag|need|want) {_SOFT}(?:ik |we |i )?{_SOFT}{_A}{_HUMAN}(?= ,|$| (?:die|om mee|aan|graag))",
    rf"(?:{_HUMAN}|{_SOMEONE}) (?:hard |echt |nu )?nodig(?= ,|$| die| om mee)",
    rf"(?:geef|doe|haal|roep|breng|regel|give|get) {_SOFT}{_A}(?:{_HUMAN}|{_SOMEONE})(?= ,|$| (?:die|om|aan|erbij|graag|te))",
    rf"(?:laat|let) {_SOFT}{_A}{_HUMAN}",
    rf"(?:door|van|with|by|from) (?:een|a) {_A}(?:mens|human)(?= (?:geholpen|beantwoord|te woord|antwoord)| ,|$)",
    rf"(?:wacht|wachten) op {_A}(?:mens|medewerker|{_SOMEONE})",
    rf"(?:blijft|is|komt) (?:er )?{_SOFT}(?:die|de|een|nog) {_A}(?:mens|medewerker)(?= ,|$)",
    # heard and helped by one
    rf"(?:kan|wil|mag|laat|zou|can|could) {_SOFT}(?:een|iemand|a) ?{_A}(?:mens|medewerker|collega|ambtenaar|human|person)? ?{_SOFT}"
    r"(?:mij|ons|hier|er|dit|us) (?:even |eens |hiermee |misschien |terug |op |mee )*"
    r"(?:helpen|bellen|meekijken|meedenken|naar kijken|bij halen|bij komen|te woord staan|help|call|uitleggen)(?= ,|$)",
    rf"(?:{_SOMEONE}|mens|medewerker|person) (?:die|met wie|waarmee|who|that) (?:mij|ons|ik|we|i)\b[^,]{{0,12}} "
    r"(?:te woord|kan bellen|kan spreken|kan praten|kan helpen|helpen kan|verder|can help|can talk)",
    rf"(?:met|aan) {_A}(?:{_HUMAN}|iemand) {_SOFT}(?:uitleggen|vertellen|bespreken|voorleggen|vragen)",
    rf"(?:uitleggen|vertellen|bespreken|voorleggen|kwijt) (?:aan|met|bij) {_A}(?:{_HUMAN}|{_SOMEONE})",
    rf"mijn (?:vraag|verhaal|situatie|probleem) [^,]{{0,14}}aan {_A}(?:{_HUMAN}|{_SOMEONE})",
)
ABOUT_OTHERS = re.compile(
    r"\b(?:mag|kan|mogen|moet) (?:een|mijn|de) (?:werkgever|baas|bedrijf|school|verhuurder|deurwaarder|politie|bank|winkel)\b"
    r"|\b(?:medewerker|ambtenaar|iemand|mens|persoon) (?:worden|filmen|machtigen|aangeven|inschrijven|aannemen)\b"
    r"|\b(?:ken|zorg voor|help|weet) iemand\b|\biemand (?:laten )?opnemen\b|\bals (?:getuige|persoon|medewerker)\b"
    r"|\bmijn (?:baas|chef|manager|leidinggevende|collega|directeur|werkgever)\b"
    r"|\bhoeveel\b|\bklacht\b|\b(?:door|als|of) iemand\b|\b(?:sollicit|vacature)"
)
