"""A fictional town that has contacted its municipality for years: rows for every table, the same for the same seed.

Words are as common as in real mail: a third of what is said holds "gemeente", one in twenty "container", one in a
thousand a given compound such as "bladkorf", and some words are said once. Open conversations are the recent ones.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

FIRST = ["Fatima", "Bram", "Noor", "Sanne", "Kees", "Priya", "Tom", "Gerda", "Mohamed", "Yasmina", "Henk", "Ria", "Aleksandra", "Lisa", "Johan", "Anke", "Bas", "Chantal", "Daan", "Els", "Farid", "Greet", "Hülya", "Ivo", "Jolanda", "Karim", "Leila", "Maarten", "Nadia", "Otto", "Petra", "Quirine", "Rob", "Saskia", "Teun", "Umar", "Vera", "Wim", "Xandra", "Youssef", "Zoë"]
STEMS = ["Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker", "Dijk", "Brouwer", "Wit", "Groot", "Haan", "Koster", "Kok", "Linden", "Berg", "Veen", "Bruin", "Jong", "Post", "Hoek", "Rijn", "Aydin", "Haddad", "Yilmaz", "Ramdin", "Idrissi", "Özdemir", "Kowalski", "Nowak", "Çelik", "Bouwman", "Schouten", "Kuiper", "Postma", "Hoekstra", "Willems"]
PREFIXES = ["", "", "", "de ", "van ", "van der ", "van den ", "El ", "ter "]
HEADS = ["afval", "blad", "huis", "straat", "boom", "water", "school", "park", "brand", "fiets", "tuin", "weg", "rijbewijs", "paspoort", "bouw", "geluid", "markt", "hond", "kind", "zorg", "jeugd", "woning", "energie", "verkeer", "licht", "glas", "papier", "grond", "regen", "sneeuw", "speel", "sport", "kap", "sloop", "erf", "vergunning", "uitkering", "belasting", "parkeer", "bewoners", "riool", "stoep", "berm", "vijver"]
TAILS = ["korf", "bak", "container", "plaats", "aanvraag", "vergunning", "overlast", "kaart", "pas", "plan", "kosten", "lamp", "paal", "put", "rand", "werk", "dienst", "loket", "brief", "formulier", "kwestie", "melding", "regeling", "toeslag", "controle", "beheer", "wacht", "ruimte", "zone", "heffing", "pomp", "kast", "punt", "route", "terrein"]
STREETS = ["Linden", "Eiken", "Beuken", "Kastanje", "Dorps", "Kerk", "Molen", "School", "Stations", "Haven", "Markt", "Raadhuis", "Wilhelmina", "Juliana", "Beatrix", "Zonne", "Maan", "Vogel", "Merel", "Spreeuwen", "Zwaluw", "Korenbloem", "Tulpen", "Rozen"]
KINDS = ["laan", "straat", "weg", "plein", "hof", "dreef", "pad", "kade"]
COMMON = ["gemeente", "gemeente", "gemeente", "vraag", "melding", "bericht", "antwoord", "telefoon", "afspraak", "wijk", "buurt", "aanvraag"]
SAYINGS = [
    "De {compound} in de {street} is al {number} dagen kapot.", "Ik heb de {common} hierover eerder een brief gestuurd.",
    "Kunt u mij laten weten wanneer de {compound} wordt geleegd?", "Mijn {common} gaat over de {compound} bij nummer {number}.",
    "Vorige week heb ik gebeld met een medewerker van de {common}.", "De container bij de {street} zit vol.",
    "Er staat een lantaarn scheef voor het huis van {surname}.", "Wij hebben uw {common} ontvangen en zoeken het uit.",
    "Ik wil graag een {compound} aanvragen voor mijn moeder.", "De buren in de {street} hebben er ook last van.",
    "Het gaat om dossier {case} en de {compound}.", "Volgens de website van de {common} duurt dit twee weken.",
    "Het café op de hoek heeft een vergunning nodig.", "Dank voor de snelle reactie over de {compound}.",
]
SUBJECTS = ["{Compound} in de {street}", "Vraag over {compound}", "Paspoort aanvragen", "Verhuizing doorgeven", "Container niet geleegd", "{Compound}"]
CHANNELS = ["email"] * 6 + ["phone"] * 3 + ["counter"]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEARS = timedelta(days=5 * 365)
ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 31 of those of a real reference


@dataclass(slots=True)
class Told:
    """One conversation with everything in it; numbers are primary keys, times are aware."""

    number: int
    person: int
    reference: str
    subject: str
    team: int
    assignee: int | None
    opened_at: datetime
    is_open: bool
    reader: int
    contacts: list = field(default_factory=list)  # (channel, direction, at, employee or None, name of a file or "")


def tell(contacts: int, *, seed: int, teams: list[int], employees: list[int]):
    """Conversations that hold `contacts` contacts together, the oldest first; about two and a half each."""
    rng = random.Random(seed)
    sizes = _sizes(rng, contacts)
    people = max(1, len(sizes) * 6 // 10)
    for number, size in enumerate(sizes, start=1):
        opened_at = NOW - YEARS * (1 - number / (len(sizes) + 1))
        recent = len(sizes) - number
        told = Told(
            number, 1 + int(rng.random() ** 1.3 * people), reference(number),
            _subject(rng), rng.choice(teams), rng.choice(employees) if rng.random() < 0.6 else None, opened_at,
            is_open=recent < 3000 and rng.random() < 0.6, reader=rng.choice(employees),
        )
        told.contacts = list(_contacts(rng, told, size, employees))
        yield told


def people_of(contacts: int, *, seed: int) -> int:
    """How many people `tell` numbers, from 1."""
    return max(1, len(_sizes(random.Random(seed), contacts)) * 6 // 10)


def person(number: int) -> tuple[str, str, str]:
    """Name, e-mail address and phone number of a person; the same for the same number."""
    rng = random.Random(number)
    surname = f"{rng.choice(PREFIXES)}{rng.choice(STEMS)}{rng.choice(['', '', 's', 'stra', 'ma', 'inga'])}"
    name = f"{rng.choice(FIRST)} {surname}"
    plain = name.lower().replace(" ", ".").encode("ascii", "ignore").decode()
    return name, f"{plain}{number}@voorbeeld.example", f"+316{10_000_000 + number}"


def reference(number: int) -> str:
    """A reference such as K7P2-9XQM that no other number has."""
    spread, letters = (number * 387_420_489) % 31**8, ""
    for _place in range(8):
        spread, rest = divmod(spread, 31)
        letters += ALPHABET[rest]
    return f"{letters[:4]}-{letters[4:]}"


def text(number: int) -> str:
    """What is said in the contact with this number, in three to seven sentences."""
    rng = random.Random(number)
    return " ".join(_filled(rng, rng.choice(SAYINGS)) for _ in range(rng.randrange(3, 8)))


def _sizes(rng, contacts) -> list[int]:
    sizes, left = [], contacts
    while left > 0:
        size = min(left, rng.choice((1, 1, 2, 2, 2, 3, 3, 4, 5)))
        sizes.append(size)
        left -= size
    return sizes


def _contacts(rng, told, size, employees):
    at = told.opened_at
    for place in range(size):
        channel = rng.choice(CHANNELS)
        ours = place % 2 == 1
        direction = "out" if ours and channel == "email" else "internal" if ours else "in"
        by = rng.choice(employees) if ours or channel != "email" else None
        name = f"foto_{rng.choice(HEADS)}{rng.choice(TAILS)}_{told.number}.jpg" if rng.random() < 0.08 else ""
        yield channel, direction, at, by, name
        at += timedelta(hours=rng.randrange(1, 60))


def _subject(rng) -> str:
    return _filled(rng, rng.choice(SUBJECTS))


def _filled(rng, saying) -> str:
    compound = rng.choice(HEADS) + rng.choice(TAILS)
    if rng.random() < 0.05:  # one of 56,000 longer words, as rare ones are: each in a few conversations
        compound = rng.choice(HEADS) + compound
    return saying.format(
        compound=compound, Compound=compound.capitalize(), street=rng.choice(STREETS) + rng.choice(KINDS),
        common=rng.choice(COMMON), number=rng.randrange(1, 200), surname=rng.choice(STEMS),
        case=f"{rng.choice(HEADS)[:3]}{rng.randrange(10**7)}",
    )
