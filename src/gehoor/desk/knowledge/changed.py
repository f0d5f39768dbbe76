"""What changed between two texts of an article, in words that went and words that came."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from gehoor.knowledge import rendering

LONGEST = 4000  # words of one field that are compared; of longer ones both are shown whole


@dataclass(frozen=True, slots=True)
class Change:
    """One field; `parts` are (kind, words) in order, kind "same", "gone" or "new"."""

    label: str
    parts: list[tuple[str, str]]


def between(old, new) -> list[Change]:
    """The fields that differ, in the order of the page."""
    pairs = ((label, before, after) for (label, before), (_label, after) in zip(_fields(old), _fields(new), strict=True))
    return [Change(label, _parts(before, after)) for label, before, after in pairs if before != after]


def _fields(version):
    return (
        (_("Question"), version.question), (_("Short answer"), version.short_answer),
        (_("Full answer"), rendering.plain(version.answer, links=True)), (_("Steps"), "\n".join(version.steps)),
        (_("Cost"), version.cost), (_("How long it takes"), version.term), (_("Who decides"), version.decides),
        (_("Whom to ask"), version.contact),
    )


def _parts(before, after) -> list[tuple[str, str]]:
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > LONGEST:
        return [("gone", before), ("new", after)]
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", " ".join(old[a:b])))
            continue
        parts += [(name, " ".join(words)) for name, words in (("gone", old[a:b]), ("new", new[c:d])) if words]
    return parts
