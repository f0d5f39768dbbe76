"""Whether somebody wants a human, in whatever words.

Two ways to see it, both general and neither a list of sentences. In a *bag* every word of a clause belongs to the small world
of asking for a human (wanting, contact, a human, a machine that is refused, courtesies), and together they ask for one; word
order, dialect and missing words do not matter then. A *phrase* asks for a human in the middle of anything else. A word that is
not of that world ("ik wil iemand machtigen") makes it no bag, so that questions about people stay questions.
"""

from .asking_phrases import ABOUT_OTHERS, ANYWHERE, OF_ME
from .asking_words import (
    ABOUT,
    AND,
    ASKS,
    BACK,
    BRING,
    CONNECT,
    HUMAN,
    HUMANS,
    MACHINE,
    ME,
    NO,
    ON_THE_LINE,
    REACH,
    SOMEONE,
    SPEAK,
    TALK,
    THERE,
    WANT,
    WORLD,
)
from .words import Word, clauses, shown

SHORT = 6  # words: so short a clause is about who writes it


def wants(text: str) -> tuple[str, ...]:
    """The words by which this asks for a human; empty when it does not."""
    found = []
    for words in clauses(text):
        line = " ".join(word.read for word in words)
        if not ABOUT_OTHERS.search(line) and (hit := _as_a_bag(words) or _as_a_phrase(words, line)):
            found.append(shown(text, hit))
    return tuple(found)


def _as_a_phrase(words: list[Word], line: str) -> list[Word]:
    first = words[0].read
    of_me = len(words) <= SHORT or first in WANT | TALK | CONNECT or any(word.read in ME for word in words)
    for pattern in (*ANYWHERE, *(OF_ME if of_me else ())):
        if hit := pattern.search(line):
            begin = line[: hit.start()].count(" ")
            return words[begin : begin + hit[0].strip().count(" ") + 1]
    return []


def _as_a_bag(words: list[Word]) -> list[Word]:
    """The whole clause or the first piece between "en", "maar" and the like that is a bag."""
    for piece in _pieces(words):
        piece_said = [word.read for word in _before_the_subject(piece)]
        if not piece_said or not set(piece_said) <= WORLD:
            continue
        does_nothing = len(piece_said) < len(words) and not set(piece_said) & (WANT | TALK | CONNECT | BACK | MACHINE | THERE)
        if not does_nothing and _asks_for_a_human(piece_said):
            return piece[: len(piece_said)]
    return []


def _pieces(words: list[Word]) -> list[list[Word]]:
    pieces: list[list[Word]] = [[]]
    for word in words:
        if word.read in AND:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [words, *pieces] if len(pieces) > 1 else [words]


def _before_the_subject(words: list[Word]) -> list[Word]:
    """Without "over mijn schulden", "voor een paspoort", "die daarover gaat", where a human was named before it."""
    said = [word.read for word in words]
    for at, word in enumerate(said):
        before = set(said[:at])
        asked = before & HUMAN and before & ME and said[:3] != ["mag", "ik", "een"]
        named = asked or (before & (HUMAN | SOMEONE) and before & TALK)
        spoken = before & (SPEAK | CONNECT | BACK)
        if word in ABOUT and (named or spoken):
            return words[:at]
        leaves = word in {"voor", "van", "die", "bij"} and not set(said[at:]) <= WORLD
        if leaves and (named or (spoken and "wil" in before)):
            return words[:at]
    return words


def _asks_for_a_human(said: list[str]) -> bool:
    """Whether words that all belong to the world of asking for a human ask for one together."""
    has = set(said).intersection
    talks = has(TALK | ON_THE_LINE)
    if has({"met"}) and has({"wie"}) and has({"spreek", "praat", "spreken", "praten"}):
        return True
    if _tells_of_oneself(has):
        return False
    if said[0] in ASKS:
        return _asks_where(said, has, talks)
    if has(MACHINE):
        owns_one = has({"heb"}) and not talks
        return bool((has(NO) and not owns_one) or has(HUMAN) or has({"ben", "bent", "dit", "weg", "af", "stop", "rot", "stomme"}))
    if has(HUMAN):
        return not (has({"geen", "no"}) and has({"wil", "hoef"}))
    return _asks_for_someone(said, has, talks)


def _tells_of_oneself(has) -> bool:
    """ "ik ben medewerker", "ik ben gebeld door iemand"."""
    tells = has({"ben", "was", "werd", "heb"}) and has({"ik"}) and has({"gebeld"} | HUMAN)
    return bool(tells and not has({"nodig", "wil", "mag", "kan"} | MACHINE))


def _asks_where(said, has, talks) -> bool:
    """ "hoe krijg ik een mens aan de lijn", "wie kan mij te woord staan", "waar is de medewerker"."""
    if said[0] in {"wie", "who"}:
        return bool(has({"achter"}) or (has(ME) and has({"woord", "helpen", "help", "aanwezig"} | TALK)))
    is_there = said[0] in {"waar", "where"} and has(HUMAN)
    waits = said[0] in {"wanneer", "hoe", "waar", "when"} and has({"komt", "blijft", "spreek", "duurt"}) and has({"mens"} | SOMEONE)
    reaches = has(REACH) or (has(HUMAN | SOMEONE) and (talks or has({"krijg", "pakken", "bereik"})))
    return bool(is_there or waits or (has(ME) and reaches))


def _asks_for_someone(said, has, talks) -> bool:
    """Without a word for a human: "iemand aan de lijn", "zijn er ook mensen", "verbind door", "bel mij"."""
    wanted = has(WANT) and (has(ME) or said[0] in WANT)
    if has(SOMEONE):
        of_others = said[0] == "mag" and not has({"ik"})  # "mag iemand mij helpen bij het stemmen"
        return bool(not of_others and (talks or wanted or has(THERE | BRING | {"bij", "erbij"})))
    if has(HUMANS):
        return bool(talks or has({"er", "hier", "daar", "there", "here"}))
    if has(CONNECT | BACK):
        return True
    if has({"ben", "bent"}) and has({"u"}) and has({"echt", "echte"}):
        return True
    return bool(has(TALK) and (wanted or has({"mij", "me", "graag", "please", "ons", "terug"}) or (has({"ik"}) and has({"bel"})) or len(said) <= 2))
