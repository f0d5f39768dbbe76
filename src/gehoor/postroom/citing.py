"""Citing: which texts of the knowledge base somebody is told with an answer, a call or a line in a chat (requirement D2).

A form carries them as lines "version number question" in one field, so that a draft, a window and an answer that was
taken back keep them, and the page shows them again without asking the database.
"""

import re
from dataclasses import dataclass

from gehoor.conversations.models import Citation
from gehoor.knowledge.models import Version

MOST = 10  # of one contact
LONGEST = 5000  # characters of the field
_LINE = re.compile(r"(\d{1,18}) (\d{1,9}) (.{1,300})")


@dataclass(frozen=True, slots=True)
class Cited:
    """One text as it stands in the field; what it is called there proves nothing."""

    version: int
    number: int
    question: str

    def __str__(self):
        return f"{self.version} {self.number} {self.question}"


class Outdated(ValueError):
    """What these say is not what we tell any more. `versions` are ids."""

    def __init__(self, versions):
        super().__init__(versions)
        self.versions = versions


def read(field: str) -> list[Cited]:
    """What stands in the field, each once; whatever else a page sent is left out."""
    found = (_LINE.fullmatch(" ".join(line.split())) for line in (field or "")[:LONGEST].splitlines())
    cited = {int(match[1]): Cited(int(match[1]), int(match[2]), match[3]) for match in found if match}
    return list(cited.values())[:MOST]


def line(version: Version) -> str:
    """How this version stands in the field."""
    return str(Cited(version.pk, version.number, " ".join(version.question.split())))


def together(*fields: str) -> str:
    """Several of these fields as one."""
    return "\n".join(str(one) for one in read("\n".join(filter(None, fields))))


def without(field: str, versions) -> str:
    """The field without these versions (ids)."""
    return "\n".join(str(one) for one in read(field) if one.version not in versions)


def outdated(versions) -> list[int]:
    """Those ids that are not in force for colleagues today, and so not told; no query for none."""
    wanted = list(versions)
    if not wanted:
        return []
    told = set(Version.objects.in_force().filter(pk__in=wanted).values_list("pk", flat=True))
    return [pk for pk in wanted if pk not in told]


def write(contact, versions):
    """In this contact these versions (ids) are told. Raises `Outdated` where one is not in force; then none is written."""
    if old := outdated(versions):
        raise Outdated(old)
    Citation.objects.bulk_create((Citation(contact=contact, version_id=pk, at=contact.at) for pk in dict.fromkeys(versions)),
                                 ignore_conflicts=True)


def field_of(contact) -> str:
    """The field as it was when this contact was written."""
    return "\n".join(line(one.version) for one in contact.citations.select_related("version").order_by("pk"))
