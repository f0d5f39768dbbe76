"""The small world of words in which people ask for a human: what each of them does there."""

from .words import bag

HUMAN = bag(
    "mens persoon medewerker medewerkster ambtenaar baas verantwoordelijke specialist deskundige expert collega consulent "
    "klantmanager contactpersoon leidinggevende chef manager teamleider directeur baliemedewerker klantenservicemedewerker "
    "adviseur behandelaar casemanager telefonist telefoniste operator klantenservice helpdesk human person employee "
    "representative agent supervisor rep mensje staff colleague loketmedewerker gesprekspartner"
)
SOMEONE = bag("iemand someone somebody anyone anybody ander andere eentje")
HUMANS = bag("mensen medewerkers personen collega's collegas people humans agents colleagues")
TALK = bag(
    "spreken spreek spreke praten praat prate praatje bellen bel belt gebeld overleggen chatten kletsen telefoneren videobellen "
    "beeldbellen opbellen belletje contact gesprek telefoon telefonisch telefoontje bereiken livechat speak talk call phone "
    "talking ring"
)
SPEAK = TALK - bag("contact gesprek telefoon telefonisch telefoontje belletje bel spreek")
REACH = bag("bellen bel bereiken contact telefonisch telefoon opbellen call")
ON_THE_LINE = bag(
    "lijn woord pakken line chat live bereikbaar zien ontmoeten bespreken bespreek vertellen uitleggen luistert luisteren horen "
    "stellen stel inschakelen overneemt overnemen"
)
CONNECT = bag(
    "doorverbinden doorverbinde doorverbonden doorverbind verbind verbinden verbonden doorschakelen doorgeschakeld schakel "
    "doorzetten overschakelen overzetten overstappen transfer connect"
)
BACK = bag("terugbellen teruggebeld trugbellen terugbelt callback belafspraak terugbelafspraak terugbelverzoek")
MACHINE = bag(
    "robot robots bot bots chatbot chatbots computer computers machine machines automaat automatisch automatische ai ki "
    "apparaat robotje computerprogramma computerstem assistent software programma"
)
NO = bag("geen niet no not nooit zonder nie without")
ME = bag("ik we mij ons i me us")
BRING = bag(
    "geef doe laat haal roep stuur breng zet regel vraag toon brengen give get let bring halen roepen vragen sturen"
)
WANT = bag(
    "wil kan mag zou moet moest graag liever heb hebben nodig eis verzoek hoef hoeft krijg krijgen zoek mogen willen moeten "
    "wacht want need can could would like may please prefer rather couldn't"
) | BRING
THERE = bag("is zit zijn er hier daar thuis there here available aanwezig beschikbaar komt kom blijft bestaat werken")
ASKS = bag("wat wie hoe waar wanneer hoeveel welke waarom what who how where when which")
REST = bag(
    "een de het die dat deze dit des u uw mijn zich te om met aan door naar van voor tegen in op bij erbij ook nog nou nu eens "
    "even maar dan gewoon gewone gewoonweg echt echte echter echten levend levende levendig normaal normale vlees bloed en of "
    "zo toch eindelijk weer alleen direct gelijk meteen snel terug opnemen neem neemt open hallo hoi hey hi goedemorgen "
    "goedemiddag goedendag dag meneer mevrouw ja nee oke prima best goed stop laten helpen help geholpen helpt hulp persoonlijk "
    "persoonlijke menselijk menselijke antwoord antwoorden antwoordt beantwoorden beantwoordt vraag vragen hem haar gemeente "
    "gemeentehuis stadhuis jullie balie wel misschien mogelijk keer zsm asap vandaag vanmiddag vanochtend vanavond morgen "
    "straks worden word wordt ben bent is zijn was stomme stom rot kloten klote weg af rotding ding # alle lijn gaan ga komen "
    "kom kijken bereik meekijken meedenken meedenkt willen mee achter staan wezen verhaal kwijt optie mogelijkheid manier heeft "
    "fijn fijner vind vinden virtuele digitale through put anders stem vrouw man waarom lang moeten duurt voordat begrijpen "
    "begrijpt oplossen blijft beschikbaar whatsapp komt hierover daarover erover opneemt joh zeg aub dienst nummer "
    "telefoonnummer behoefte gedacht tot wilt zal zullen snap snapt snappen begrijp niks niets alstu graag dank bedankt please "
    "a an the to with are am you my this that it real actual live being just now be or and me him her have do does at from sir "
    "madam hello back yes no service customer support care right instead speaking connected person's any some one er vrij "
    "gewenst gevraagd ervoor zorgen"
)
WORLD = HUMAN | SOMEONE | HUMANS | TALK | ON_THE_LINE | CONNECT | BACK | MACHINE | NO | ME | WANT | THERE | ASKS | REST
AND = bag("en maar want dus omdat and but so because")
ABOUT = bag("over omtrent vanwege wegens inzake betreffende about regarding")
