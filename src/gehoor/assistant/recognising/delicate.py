"""Whether a text touches a subject of which editors said that only a human speaks about it."""

from .words import Word, clauses, shown

_ENDINGS = ("eringen", "ering", "ingen", "heden", "ing", "en", "es", "s", "e", "t", "d")
SHORTEST_STEM = 4


def touches(text: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """The words that touch one of these phrases: "schuldhulp" is in "schuldhulpverlening", "uit huis zetten" in "uit huis gezet"."""
    asked = [stems for subject in subjects if (stems := [stem(word.read) for words in clauses(subject) for word in words])]
    return tuple(dict.fromkeys(
        shown(text, words[at : at + len(stems)])
        for words in clauses(text) for stems in asked for at in range(len(words) - len(stems) + 1)
        if all(_begins(word, begin) for word, begin in zip(words[at:], stems, strict=False))
    ))


def stem(word: str) -> str:
    """What stays the same in the forms of a Dutch word; short words are left whole."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) >= SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeou" else word


def _begins(word: Word, begin: str) -> bool:
    forms = (word.read, word.read.removeprefix("ge"))
    return begin in forms if len(begin) < SHORTEST_STEM else any(form.startswith(begin) for form in forms)
