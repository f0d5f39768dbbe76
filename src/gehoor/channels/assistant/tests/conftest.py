"""Articles that hold, and an assistant whose answers a test decides: what it makes of a question is tested where it is made."""

import pytest
from django.core.cache import cache

from gehoor.assistant import talking
from gehoor.knowledge import writing


@pytest.fixture(autouse=True)
def ways_of_this_test():
    """The contact page keeps its ways for some seconds: those of the test before hold no more."""
    cache.clear()


@pytest.fixture
def article(cast):
    """Publish an article: `article("Wat kost een paspoort?", short_answer=…)` returns its version."""

    def publish(question="Wat kost een paspoort?", **content):
        content = {"short_answer": "Een paspoort kost 75 euro.", "steps": ["Maak een afspraak.", "Neem uw oude paspoort mee."], **content}
        version = writing.begin(by=cast.editor, question=question, **content)
        writing.offer(version, by=cast.editor)
        writing.publish(version, by=cast.lead)
        version.refresh_from_db()
        return version

    return publish


@pytest.fixture
def replies(monkeypatch):
    """`replies("answer", [version])`: what the assistant makes of every question from now on."""
    from gehoor.assistant import replying

    def decide(outcome, versions=(), **more):
        found = replying.Reply(outcome, list(versions), 0.9, **more)
        monkeypatch.setattr(replying, "reply", lambda _text, _earlier=(), *, language="nl": found)

    return decide


@pytest.fixture
def begun():
    """Begin a talk and let it be answered: returns it, and its first turn."""

    def begin(question="Wat kost een paspoort?", page="vraagpagina-1", **more):
        talk = talking.begin(talking.Begun(question, page, **more))
        return talk, talking.answer(talk.turns.select_related("talk").get(number=1))

    return begin
