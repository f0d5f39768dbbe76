"""How the page of an answer says things: its Markdown, its facts, and our own words in the language of the answer."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from gehoor.knowledge.rendering import amounts, rendered

register = template.Library()

register.filter("markdown", rendered)
register.filter("amounts", amounts)


@register.filter
def facts(version) -> list[tuple[str, str]]:
    """(name of the field, what it says) of those that are filled in."""
    return [(name, value) for name in ("cost", "term", "decides", "contact") if (value := getattr(version, name))]


@register.filter
def host(address: str) -> str:
    """The site of a web address."""
    return urlsplit(address).hostname or address


@register.simple_tag
def of_article(article, name: str) -> str:
    """Our heading for a part of the answer, in the language of the answer where we speak it."""
    spoken = article.language if article.language in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(spoken):
        return {"steps": _("What to do"), "cost": _("What it costs"), "term": _("How long it takes"),
                "decides": _("Who decides"), "contact": _("Whom to ask")}[name]
