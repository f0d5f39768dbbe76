"""Finding what we may tell."""

import pytest

from gehoor.knowledge import finding, writing
from gehoor.knowledge.models import Audience

pytestmark = pytest.mark.django_db


def told(question, **content):
    version = writing.begin(by=None, question=question, **content)
    writing.publish(version, by=None)
    return version


def found(text, audience=Audience.PUBLIC):
    return [one.version.question for one in finding.search(text, audience=audience)]


def test_it_works():
    told("Wat kost een paspoort?")
    told("Wanneer wordt oud papier opgehaald?")

    assert found("de kosten van paspoorten") == ["Wat kost een paspoort?"]
    assert found("xyzzy") == found("") == []


def test_employees_articles_are_for_employees():
    told("Wie tekent voor een kapvergunning?", audience=Audience.EMPLOYEES)

    assert found("kapvergunning") == []
    assert found("kapvergunning", Audience.EMPLOYEES) == ["Wie tekent voor een kapvergunning?"]
