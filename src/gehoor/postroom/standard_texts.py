"""The texts that go out by themselves: an editor's own, else the built-in Dutch one, with the blanks filled in."""

import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gehoor.core import organisation

from .models import StandardText

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# A sentence about these makes no sense without them, so its paragraph goes.
OPTIONAL = ("phone", "visit", "website", "term", "call_by", "due", "handler", "answers", "reason", "bring", "rules", "directions",
            "helping", "prepare", "companions", "agreements")
NEVER_LOST = ("summary", "answers", "reason", "outcome", "external", "agreements")  # an editor's text without its place must not lose it


def values(conversation, **more) -> dict[str, str]:
    """What every standard text may name: {name} {subject} {organisation} {reference} {phone} {visit} {website}."""
    house = organisation.current()
    return {
        "name": conversation.person.name,
        "subject": " ".join(conversation.subject.split()) or _("(no subject)"),
        "organisation": house.name,
        "reference": conversation.reference,
        "phone": house.phone,
        "visit": house.visit,
        "website": house.website,
        **more,
    }


def render(key: str, filled: dict[str, str]) -> tuple[str, str]:
    """(subject, text) of a standard text. Placeholders nobody knows stay as they were typed."""
    own = StandardText.objects.filter(key=key).first()
    return fill(*((own.subject, own.body) if own else built_in(key)), filled)


def fill(subject: str, body: str, filled: dict[str, str]) -> tuple[str, str]:
    """(subject, text) with the blanks filled in, without the paragraphs that name what is missing."""
    missing = [f"{{{name}}}" for name in OPTIONAL if not filled.get(name)]
    paragraphs = re.split(r"\n{2,}", body.replace("\r\n", "\n").strip())
    kept = [each for each in paragraphs if not any(name in each for name in missing)]
    text = "\n\n".join(_fill(each, filled) for each in kept)
    for name in NEVER_LOST:
        if filled.get(name) and f"{{{name}}}" not in body:
            text = f"{text}\n\n{filled[name]}"
    return " ".join(_fill(subject, filled).split()), text


def built_in(key: str) -> tuple[str, str]:
    """(subject, text) as shipped: the first line of the template, and what follows the empty line."""
    subject, _line, body = render_to_string(f"postroom/standard/{key}.txt").partition("\n\n")
    return subject.strip(), body.strip()


def _fill(text: str, filled: dict[str, str]) -> str:
    done = PLACEHOLDER.sub(lambda match: filled.get(match[1], match[0]), text)
    done = re.sub(r"^(.+)\n\1$", r"\1", done, flags=re.MULTILINE)  # who writes is the organisation itself: named once
    return re.sub(r" +,$", ",", done, flags=re.MULTILINE)  # "Goedendag ," where the name is unknown
