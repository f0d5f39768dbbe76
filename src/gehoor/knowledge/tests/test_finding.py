"""Finding what we may tell."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.knowledge import finding, writing
from gehoor.knowledge.models import Audience, Stamp, Synonyms, Version
from gehoor.knowledge.retrieval import index

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


@pytest.mark.parametrize("asked", ["papsoort kwyt", "legitimatie verloren", "reisdocument vermist", "paspoortvermissing"])
def test_errors_everyday_words_and_compounds(asked):
    told("Wat moet ik doen als ik mijn paspoort kwijt ben?")
    told("Hoe meld ik een losse stoeptegel?")

    assert found(asked) == ["Wat moet ik doen als ik mijn paspoort kwijt ben?"]


def test_while_somebody_types():
    told("Hoe maak ik bezwaar?")

    assert finding.search("bezw", audience=Audience.PUBLIC, typing=True)
    assert not finding.search("bezw", audience=Audience.PUBLIC)


def test_words_of_editors():
    told("Wat kost een blauwe zone-schijf?")
    assert found("waar haal ik zo'n kloppie") == []

    Synonyms.objects.create(words="kloppie, schijf")
    Stamp.renew()
    assert found("waar haal ik zo'n kloppie") == ["Wat kost een blauwe zone-schijf?"]


def test_what_expired_or_was_withdrawn_is_gone_at_once():
    version = told("Wanneer is de kermis?")
    Version.objects.filter(pk=version.pk).update(valid_until=timezone.localdate() - timedelta(days=1),
                                                 valid_from=timezone.localdate() - timedelta(days=9))
    assert found("kermis") == []  # though no stamp was renewed and this process still knows it

    other = told("Wanneer is de braderie?")
    writing.withdraw(other.article, by=None)
    assert found("braderie") == []


@pytest.mark.django_db(transaction=True)
def test_many_articles_are_read_again_beside_whoever_asks(monkeypatch):
    told("Wat kost een paspoort?")
    assert found("paspoort")

    monkeypatch.setattr(index, "BESIDE", 1)
    told("Wanneer is de kermis?")
    assert found("kermis") == [] and found("paspoort")  # nobody waits
    for thread in threading.enumerate():
        if thread.name == "knowledge":
            thread.join(20)
    assert found("kermis") == ["Wanneer is de kermis?"]
