"""Whom an outsourced colleague comes across: who has a question with their teams, and nobody else of the town."""

import pathlib
import re

import pytest

import gehoor
from gehoor.people import merging
from gehoor.people.models import DigitalAddress, Person
from gehoor.trust.models import TrustSettings

pytestmark = pytest.mark.django_db
NUMBER = "+31612345678"


@pytest.fixture
def stranger(told):
    """Ria, who asked the town something; she shares her number with whoever `theirs` is."""
    person = told(address="ria@voorbeeld.example", name="Ria de Boer").person
    DigitalAddress.objects.create(person=person, kind="phone", value=NUMBER)
    return person


@pytest.fixture
def theirs(cast, told):
    """Rian, who asked the outsourced team something."""
    person = told(address="rian@voorbeeld.example", name="Rian de Boer", team=cast.teams.hired).person
    DigitalAddress.objects.create(person=person, kind="phone", value=NUMBER)
    return person


@pytest.fixture
def hired(cast, as_employee):
    return as_employee(cast.hired)


def people(client, who):
    return client.post("/desk/people/", {"who": who}, follow=True).content.decode()


@pytest.mark.parametrize("typed", ["de Boer", "ria", "ria@voorbeeld.example", "0612345678", "12345678"])
def test_it_works(cast, as_employee, hired, stranger, theirs, typed):
    found, noted = people(hired, typed), hired.post("/channels/phone/find/", {"who": typed}).content.decode()
    searched = hired.post("/desk/search/", {"q": typed}, follow=True).content.decode()

    for page in (found, noted, searched):
        assert "Ria de Boer" not in page
    assert ("Rian de Boer" in found) == ("Rian de Boer" in noted) == (typed != "ria@voorbeeld.example")
    assert "Ria de Boer" in people(as_employee(cast.owner), typed)


def test_no_page_and_no_deed_by_a_number_that_is_guessed(cast, as_employee, hired, stranger, theirs):
    here, other = f"/desk/people/{theirs.pk}/", f"/desk/people/{stranger.pk}/"
    assert hired.get(other).status_code == hired.get(f"{other}history/").status_code == 404
    assert hired.post(f"{other}words/", {"name": "Iemand"}).status_code == hired.get(f"{other}merging/").status_code == 404
    shown = hired.get(here).content.decode() + hired.get(f"{here}merging/").content.decode()
    shown += hired.post(f"{here}merging/", {"other": stranger.pk}).content.decode()
    shown += hired.post("/channels/phone/find/", {"who": "", "choice": f"person:{stranger.pk}"}).content.decode()
    shown += hired.post("/desk/search/", {"q": "x", "person": stranger.pk}, follow=True).content.decode()

    assert "Rian de Boer" in shown and "Ria de Boer" not in shown
    assert "Ria de Boer" in as_employee(cast.owner).get(here).content.decode()
    stranger.refresh_from_db()
    assert stranger.name == "Ria de Boer"


def test_an_address_that_is_typed_tells_no_name(cast, as_employee, hired, stranger, theirs):
    here = f"/desk/conversations/{theirs.conversations.get().reference}/reply/"
    typed = {"reply-text": "Dag", "reply-to": "other", "reply-other": "ria@voorbeeld.example"}

    asked = hired.post(here, typed)
    assert asked.status_code == 422 and "Ria de Boer" not in asked.content.decode()
    assert "Ria de Boer" in as_employee(cast.owner).post(here, typed).content.decode()


def test_whom_they_wrote_down_themselves(hired):
    page = hired.post("/desk/people/new/", {"name": "Nieuwe Buur", "address": ""}, follow=True)

    assert page.status_code == 200 and "Nieuwe Buur" in page.content.decode()


def test_who_proved_to_be_another(cast, hired, stranger, theirs):
    before = Person.objects.create(name="Marijke van Zanten")
    merging.merge(theirs, before, by=cast.lead, reason="zelfde adres")
    elsewhere = Person.objects.create(name="Marijke van Dam")
    merging.merge(stranger, elsewhere, by=cast.lead, reason="zelfde adres")

    found = people(hired, "Marijke")
    assert "Rian de Boer" in found and "van Dam" not in found and "Ria de Boer" not in found


def test_a_glimpse_is_enough(hired, stranger):
    TrustSettings.objects.create(outsourced_see_status=True)

    assert "Ria de Boer" in people(hired, "de Boer")
    page = hired.get(f"/desk/people/{stranger.pk}/")
    assert page.status_code == 200 and "Bladkorf" not in page.content.decode()


def test_it_is_cheap(hired, stranger, theirs, django_assert_max_num_queries):
    people(hired, "de Boer")
    for path in ("/desk/people/", f"/desk/people/{theirs.pk}/"):
        hired.get(path)
        with django_assert_max_num_queries(12):
            hired.get(path)


def test_nothing_else_finds_people_for_an_employee():
    """`people.finding` knows nothing of who asks: only `conversations.whom` may call it."""
    root = pathlib.Path(gehoor.__file__).parent
    sources = {path.relative_to(root): path.read_text() for path in root.rglob("*.py") if "tests" not in path.parts}
    calling = {
        str(path) for path, source in sources.items()
        if re.search(r"^from gehoor\.people import .*\bfinding\b", source, re.MULTILINE)
        and re.search(r"\b(people_)?finding\.(find|alike)\(", source)
    }
    assert calling == {"conversations/whom.py"}
