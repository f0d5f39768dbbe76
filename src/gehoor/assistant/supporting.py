"""Whether what a language model made of an article says nothing that the article does not say.

Sentence by sentence, each beside the sentence of the article that it claims to come from. Numbers, amounts, dates, terms, names,
links, negations, duties and permissions are compared; who adds one is refused, and so is what cannot be compared. It refuses
rather once too often: the article's own words are always there.
"""

import re
import unicodedata

LONGER = 1.7  # times the sentence it comes from, and some room for short ones
ROOM = 25  # characters
SHARED = 0.6  # of the longer words of a plainer sentence that the article must know
WHOLE_WORDS = 5  # letters: shorter ones say little

_NUMBERS = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
}
_SAME = (  # in each language the same thing; adding one that the article does not have is refused
    ("january", "januari"), ("february", "februari"), ("march", "maart"), ("april",), ("may", "mei"), ("june", "juni"), ("july", "juli"),
    ("august", "augustus"), ("september",), ("october", "oktober"), ("november",), ("december",),
    ("monday", "mondays", "maandag", "maandagochtend"), ("tuesday", "dinsdag"), ("wednesday", "woensdag"), ("thursday", "donderdag"),
    ("friday", "vrijdag"), ("saturday", "zaterdag"), ("sunday", "zondag"), ("weekend",),
    ("day", "days", "dag", "dagen", "werkdag", "werkdagen"), ("week", "weeks", "weken"), ("month", "months", "maand", "maanden"),
    ("year", "years", "jaar", "jaren"), ("hour", "hours", "uur", "uren"), ("minute", "minutes", "minuut", "minuten"),
    ("free", "gratis", "kosteloos"), ("always", "altijd"), ("only", "alleen", "slechts"), ("everyone", "everybody", "iedereen"),
    ("double", "dubbel", "dubbele"), ("half", "halve"), ("fine", "boete"), ("immediately", "meteen", "direct", "onmiddellijk"),
)
_NOT = {
    "nl": "niet geen nooit niets niks niemand nergens zonder tenzij behalve",
    "en": "not no never nothing nobody none cannot without unless except don't doesn't can't won't isn't aren't needn't mustn't",
}
_MUST = {
    "nl": "moet moeten verplicht dient dienen nodig hoeft hoeven",
    "en": "must should need needs required obliged mandatory have",
}
_MAY = {"nl": "mag mogen kan kunt kunnen recht", "en": "may can could allowed entitled right"}
_MAY_BE_MAY = re.compile(r"\b\d{1,2} may\b|\bmay \d", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.(?:nl|com|org|net|eu|info|example)\b\S*|\S+@\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LANGUAGES = tuple(_NOT)


def problem(source: list[str], made: list[tuple[int, str]], *, language: str, into: str) -> str:
    """Why this is not what the article says, in a few words for the log; "" where nothing speaks against it.

    `made` are (place of the sentence in `source`, counted from 1; the new sentence).
    """
    if not made:
        return "nothing was said"
    whole = _plain(" ".join(source))
    for place, text in made:
        if not 1 <= place <= len(source):
            return "a sentence that comes from nowhere"
        if found := _pair(source[place - 1], text, whole, language, into):
            return f"{found}: {text[:120]}"
    if language != into and [place for place, _text in made] != list(range(1, len(source) + 1)):
        return "a sentence is missing or out of order"
    return ""


def _pair(source: str, text: str, whole: str, language: str, into: str) -> str:
    """What is wrong with one sentence beside the one it comes from."""
    if len(text) > LONGER * len(source) + ROOM or "\n" in text:
        return "it is much longer"
    checks = (
        ("another number", _numbers(text, into) - _numbers(source, language)),
        ("another link", {_bare(link) for link in _LINK.findall(text)} - {_bare(link) for link in _LINK.findall(whole)}),
        ("another day or term", _kinds(text) - _kinds(source)),
        ("another name", {name for name in _names(text) if _plain(name) not in whole and not _kinds(name)}),
        ("a duty more", _has(text, _MUST[into]) and not _has(source, _MUST[language])),
        ("a permission more", _has(_MAY_BE_MAY.sub("", text), _MAY[into]) and not _has(source, _MAY[language])),
        ("a negation more or less", _has(text, _NOT[into]) != _has(source, _NOT[language])),
        ("words that the article does not know", language == into and not _knows(text, whole)),
    )
    return next((what for what, is_wrong in checks if is_wrong), "")


def _numbers(text: str, language: str) -> set[str]:
    """In figures, without separators that say nothing: "€ 1.250,00" and "1250" are the same; so are "twee" and "2"."""
    found = {_figure(hit) for hit in _NUMBER.findall(text)}
    spelled = {word: str(value) for value, word in enumerate(_NUMBERS[language].split()) if value > 1}
    return found | {spelled[word] for word in _words(text) if word in spelled}


def _figure(text: str) -> str:
    text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text)
    text = re.sub(r"[,:]", ".", text)
    return re.sub(r"\.0+$", "", text)


def _kinds(text: str) -> set[str]:
    words = set(_words(text))
    words -= {"may"} if not _MAY_BE_MAY.search(text) else set()
    return {names[0] for names in _SAME if words & set(names)}


def _names(text: str) -> list[str]:
    """Words with a capital that do not begin a sentence, and words that are all capitals."""
    words = _WORD.findall(text)
    return [word for at, word in enumerate(words) if word not in {"I"} and ((at and word[0].isupper()) or (len(word) > 1 and word.isupper()))]


def _has(text: str, words: str) -> bool:
    return not set(words.split()).isdisjoint(_words(text))


def _knows(text: str, whole: str) -> bool:
    long = [word for word in _words(text) if len(word) >= WHOLE_WORDS]
    known = sum(word[: max(WHOLE_WORDS, len(word) - 3)] in whole for word in long)
    return not long or known / len(long) >= SHARED


def _words(text: str) -> list[str]:
    return [_plain(word).replace("’", "'") for word in _WORD.findall(text)]


def _bare(link: str) -> str:
    return link.lower().rstrip(".,;:)").removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
