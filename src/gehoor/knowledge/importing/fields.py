"""What the fields of an article may be called in files from elsewhere.

VAC: the questions and answers of the Dutch government (https://www.rijksoverheid.nl/opendata/vac-s); PDC: product
descriptions of municipalities, with the names of UPL and SDG (https://sdg-invoervoorziening.nl).
"""

from gehoor.core.sheets import bare

NAMES = {
    "id": "id uuid identifier identificatie nummer sourceid externalid",
    "slug": "slug",
    "related": "related",
    "question": "question vraag title titel naam name productnaam producttitel",
    "short_answer": "shortanswer introduction inleiding introductie samenvatting summary kortantwoord specifieketekst",
    "answer": "answer antwoord volledigantwoord fullanswer content tekst text uitleg omschrijving description",
    "paragraphs": "paragraphs paragrafen alineas sections",
    "steps": "steps stappen aanpak procedurebeschrijving werkwijze",
    "cost": "cost kosten prijs kostenenbetaalmethoden",
    "term": "term termijn doorlooptijd levertijd uiterstetermijn",
    "decides": "decides wiebeslist beslisser verantwoordelijkeorganisatie",
    "contact": "contact contactgegevens wietevragen",
    "examples": "examples voorbeeldvragen examplequestions",
    "subjects": "subjects themes onderwerpen onderwerp themas thema trefwoorden categories categorie",
    "audience": "audience doelgroep voorwie",
    "language": "language taal lang",
    "source_url": "source sourceurl url bron canonical link",
    "valid_from": "validfrom geldigvanaf geldigvan begindatum startdatum publicatiedatum",
    "valid_until": "validuntil geldigtot geldigtotenmet einddatum",
    "review_on": "reviewon controledatum herzienop",
    "changes": "changes wijziging watveranderd",
}
MEANINGS = {name: meaning for meaning, names in NAMES.items() for name in names.split()}
OF_EXPORT = {"version", "modified"}  # our own export tells these besides
# What a PDC tells apart and an article tells in its answer, under a heading of its own.
CHAPTERS = {
    "voorwaarden": "Voorwaarden", "vereisten": "Voorwaarden", "bewijs": "Wat hebt u nodig?", "benodigdheden": "Wat hebt u nodig?",
    "meenemen": "Wat hebt u nodig?", "bezwaarenberoep": "Bezwaar en beroep", "bezwaar": "Bezwaar en beroep",
    "wtdbijgeenreactie": "Hoort u niets?", "bijzonderheden": "Bijzonderheden", "uitzonderingen": "Uitzonderingen",
}


def named(row: dict) -> tuple[dict, dict]:
    """(values by our names, chapters of the answer by their heading) of one record; the first field of a name counts,
    but lists of subjects and themes are put together."""
    found, chapters = {}, {}
    for heading, value in row.items():
        if value in (None, "", [], {}):
            continue
        name = bare(str(heading))
        meaning = MEANINGS.get(name)
        if meaning == "subjects":
            found[meaning] = [*found.get(meaning, []), *listed(value)]
        elif meaning:
            found.setdefault(meaning, value)
        elif name in CHAPTERS:
            chapters[CHAPTERS[name]] = value
    return found, chapters


def left_out(row: dict) -> list[str]:
    """The fields that hold something and that an article has no place for."""
    return [str(name) for name, value in row.items() if value not in (None, "", [], {}) and not {bare(str(name))} & {*MEANINGS, *CHAPTERS, *OF_EXPORT}]


def listed(value) -> list:
    """A list, or what a cell holds apart by lines or semicolons."""
    if isinstance(value, list):
        return value
    return [part.strip() for part in str(value).replace("\r", "\n").replace(";", "\n").split("\n") if part.strip()]
