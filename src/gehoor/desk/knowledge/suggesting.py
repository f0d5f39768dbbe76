"""What might answer the person: found by what they said last, and marked where they read it themselves (A4, B9)."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from gehoor.assistant import messages
from gehoor.conversations.models import Citation, Direction, Message
from gehoor.knowledge import finding
from gehoor.knowledge.models import Audience, Version
from gehoor.lines import languages

LISTED = 10
LONGEST = 2000  # characters of what is searched for


@dataclass(frozen=True, slots=True)
class Suggested:
    """One text in force; `is_read` where the person read its page before they came, `is_told` where we told it here."""

    version: Version
    is_read: bool = False
    is_told: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether it is for colleagues only."""
        return self.version.audience == Audience.EMPLOYEES

    @property
    def language(self) -> str:
        """The name of its language, where that is not the one we write in; else ""."""
        code = self.version.article.language
        return "" if code == settings.LANGUAGE_CODE.partition("-")[0] else str(languages.name(code))


def asked_last(conversation) -> str:
    """What the newest message of the person asks, after the subject; one query. "" where they said nothing."""
    said = Message.objects.filter(conversation=conversation, contact__direction=Direction.IN, contact__automatic="")
    text = said.order_by("-contact__at", "-pk").values_list("text", flat=True).first()
    return messages.question_in(conversation.subject, text) if text else conversation.subject


def told_in(conversation) -> set[int]:
    """Ids of the articles that were told in it; one query."""
    cited = Citation.objects.filter(contact__conversation=conversation)
    return set(cited.values_list("version__article_id", flat=True))


def suggested(text: str, *, read=(), told=frozenset()) -> list[Suggested]:
    """What a colleague may tell to who says this, the best first; what they read or were told already is marked."""
    slugs = set(slugs_of(read))
    found = messages.suggestions(text)
    return [Suggested(one.version, one.version.article.slug in slugs, one.version.article_id in told) for one in found]


def searched(words: str, limit=LISTED) -> list[Suggested]:
    """What a colleague may tell that has these words, the best first."""
    found = finding.search(words[:LONGEST], audience=Audience.EMPLOYEES, limit=limit) if words.strip() else []
    return [Suggested(one.version) for one in found]


def slugs_of(pages) -> list[str]:
    """Which of our articles these addresses are, in their order."""
    own = urlsplit(settings.PUBLIC_URL).netloc
    parts = (urlsplit(page) for page in pages)
    return [slug for one in parts if one.netloc == own and (slug := _slug(unquote(one.path)))]


def _slug(path) -> str:
    try:
        there = resolve(path)
    except Resolver404:
        return ""
    return there.kwargs["slug"] if there.view_name == "answers:article" else ""


def named(pages) -> list[tuple[str, str]]:
    """(address, question) of each page that was read: the question of an article of ours, else ""; one query where there is any."""
    slugs = slugs_of(pages)
    known = dict(Version.objects.in_force().filter(article__slug__in=slugs).values_list("article__slug", "question")) if slugs else {}
    return [(page, known.get(next(iter(slugs_of([page])), ""), "")) for page in pages]
