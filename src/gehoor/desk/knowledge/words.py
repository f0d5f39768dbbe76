"""The words of an answer as they are put into a message: everybody hears the same (D2)."""

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gehoor.knowledge import rendering
from gehoor.knowledge.models import Audience, Version


class As(TextChoices):
    SHORT = "short", _("Short answer")
    FULL = "full", _("Full answer")
    LINK = "link", _("Only the link")


def told(version: Version, how: str) -> str:
    """What is put into the message, as plain text. A text for colleagues only is never put anywhere: it gives ""."""
    if version.audience != Audience.PUBLIC:
        return ""
    if how == As.LINK:
        return f"{version.question}\n{address(version)}"
    short = version.short_answer.strip() or rendering.plain(version.answer, links=True)
    return short if how == As.SHORT else _full(version)


def address(version: Version) -> str:
    """The page where everybody reads it; "" for what is for colleagues only."""
    if version.audience != Audience.PUBLIC:
        return ""
    return settings.PUBLIC_URL + reverse("answers:article", args=[version.article.slug])


def _full(version) -> str:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(version.steps, 1))
    facts = "\n".join(f"{label}: {text}" for label, text in facts_of(version))
    parts = (version.short_answer.strip(), rendering.plain(version.answer, links=True), steps, facts)
    return "\n\n".join(part for part in parts if part)


def facts_of(version: Version) -> list[tuple[str, str]]:
    """(what, words) of cost, term, who decides and whom to ask, as far as they are known."""
    found = ((_("Cost"), version.cost), (_("How long it takes"), version.term), (_("Who decides"), version.decides),
             (_("Whom to ask"), version.contact))
    return [(str(label), text) for label, text in found if text]
