"""Words as people type them: split, without accents, dialect and typing errors set right where a word matters to us."""

import re
import unicodedata
from dataclasses import dataclass

LOOKED_AT = 3000  # characters of one message
MOST_WORDS = 60  # in a clause: a longer one is looked at in pieces, so that no text takes long

_TOKEN = re.compile(r"\+?\d[\d\s().-]{6,}\d|[^\W_]+(?:['’][^\W_]+)*|['’][^\W\d_]+", re.UNICODE)
_CLAUSE = re.compile(r"[.!?;:,\n()]+|\s[-–]\s")
def bag(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


# How people write or say what we look for.
_SPOKEN = {
    "'n": "een", "n": "een", "'k": "ik", "k": "ik", "ikke": "ik", "me": "mij", "m'n": "mijn", "mn": "mijn", "effe": "even", "ff": "even",
    "effen": "even", "ken": "kan", "kannik": "kan", "wilik": "wil", "foon": "telefoon", "trug": "terug", "belle": "bellen", "spreke": "spreken", "sprekn": "spreken", "prate": "praten", "praote": "praten",
    "praoten": "praten", "proaten": "praten", "proatn": "praten", "kalle": "praten", "kallen": "praten", "mins": "mens", "minsk": "mens",
    "mensch": "mens", "immen": "iemand", "unne": "een", "ne": "een", "ek": "ik", "wel's": "wel", "trg": "terug", "tel": "telefoon", "dr": "er", "d'r": "er",
    "lien": "lijn", "aub": "graag", "svp": "graag", "alstublieft": "graag", "alsjeblieft": "graag", "asjeblieft": "graag",
    "astublieft": "graag", "alstublief": "graag", "aup": "graag", "pls": "please", "plz": "please", "krijge": "krijgen",
    "kdan": "kan", "wilt": "wil", "wou": "wil", "wilde": "wil", "wens": "wil", "wensen": "wil", "kunt": "kan", "kun": "kan",
    "kunnen": "kan", "zouden": "zou", "jullie": "u", "jij": "u", "je": "u", "jou": "u", "jouw": "uw", "gij": "u", "ge": "u",
    "wij": "we", "i'd": "i", "i'm": "i", "wanna": "want", "don't": "not", "dont": "not", "can't": "not", "ok": "oke",
}
# What is set right within one or two keystrokes; a real Dutch word that lies as near is left what it is.
_SPELLED = (
    "medewerker", "medewerkster", "mens", "mensen", "persoon", "ambtenaar", "iemand", "collega", "spreken", "praten", "bellen", "overleggen",
    "doorverbinden", "terugbellen", "teruggebeld", "chatten", "contact", "telefoon", "telefonisch", "robot", "chatbot", "computer",
    "consulent", "baliemedewerker", "leidinggevende", "contactpersoon", "human", "person", "someone", "employee", "representative",
    "zelfmoord", "suicide", "mishandeld", "verkracht", "bedreigd", "dakloos", "wanhopig", "radeloos", "paniek",
)
_REAL = bag(
    "medewerkers meewerken eens men wens wenst wensen mes menu lens mans jens mees person persoons personen niemand iemands "
    "college collegas spraken spreker streken preken sprekend spreuken spreek gespreken platen piraten praat tellen ballen "
    "cellen ellen rellen belgen billen belle vellen hellen wellen geweld gemeld gebed geteld gemeten schatten contract contant "
    "contracten telefoons robots computers chatbots humane perron persen echter rechte hechte overleden overleven overwegen "
    "verlengen verlegen neerleggen consument consultant consulaat terugbetalen misdeeld beding bedreiging meenemen pens bens "
    "mons mensa munt meent geens bepalen delen ambtenaren bellende beller belt paten raten praktijk staten laten praters "
    "verwacht verwachten verwachtte verkocht verkochte verdacht leerkracht verricht overdracht veerkracht bereid menen messen "
    "mengen verplicht verkrast verzacht kaarten plagen"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as we read it, as it stands there, and where."""

    read: str
    start: int
    end: int


def plain(text: str) -> str:
    """Lower case without accents, of the same length where letters have one accent."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text.lower())


def clauses(text: str) -> list[list[Word]]:
    """The words of each piece between marks of punctuation."""
    text = plain(text[:LOOKED_AT])
    found, begin = [], 0
    for stop in (*_CLAUSE.finditer(text), None):
        end = stop.start() if stop else len(text)
        words = [Word(_read(hit[0]), begin + hit.start(), begin + hit.end()) for hit in _TOKEN.finditer(text[begin:end])]
        found += [words[at : at + MOST_WORDS] for at in range(0, len(words), MOST_WORDS)]
        begin = stop.end() if stop else end
    return found


def joined(text: str) -> str:
    """The whole text as we read it: words set right with single spaces, clauses parted by " , "."""
    return " , ".join(" ".join(word.read for word in words) for words in clauses(text))


def shown(text: str, words: list[Word]) -> str:
    """What stands in the text from the first to the last of these words."""
    return text[words[0].start : words[-1].end]


def _read(word: str) -> str:
    if word[0] in "+0123456789":
        return "#" if len(re.sub(r"\D", "", word)) >= 9 else word
    word = re.sub(r"(.)\1{2,}", r"\1\1", word.replace("’", "'"))
    word = _SPOKEN.get(word, word)
    if word.endswith(("medewerker", "medewerkster")):
        return "medewerker"  # of whatever: balie-, loket-, klantenservicemedewerker
    if len(word) < 4 or word in _REAL or word in _SPELLED:
        return word
    return next((right for right in _SPELLED if _is_near(word, right)), word)


def _is_near(word: str, right: str) -> bool:
    most = 2 if len(right) >= 9 else 1
    if abs(len(word) - len(right)) > most or (word[0] != right[0] and word[:2] != right[1::-1]):
        return False
    return keystrokes(word, right) <= most


def keystrokes(one: str, other: str) -> int:
    """How many letters were missed, added, changed or swapped (optimal string alignment; Damerau 1964)."""
    before, row = None, list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, now[-1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1]
